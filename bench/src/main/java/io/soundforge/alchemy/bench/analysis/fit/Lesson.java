package io.soundforge.alchemy.bench.analysis.fit;

import io.soundforge.alchemy.bench.analysis.Piece;
import io.soundforge.alchemy.bench.analysis.PieceTruth;
import io.soundforge.alchemy.bench.analysis.metric.BeatScore;
import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.rhythm.RhythmAnalyzer;
import io.soundforge.alchemy.dsp.rhythm.RhythmEvidence;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one piece teaches: which of its pulses is the beat, which bars are right, whether beats divide into three. */
record Lesson(Optional<Choice> pulse, Optional<Choice> bars, Optional<Choice> division) {
    private static final int RHYTHM_RATE = 22_050;
    /** A pulse counts as right if it scores within so much of the best on offer, and as a beat at all from so much on. */
    private static final double AS_GOOD = 0.08;

    private static final double LEAST_WORTH = 0.6;
    private static final double WINDOW = 0.07;

    static Lesson of(Piece piece) {
        PieceTruth truth = piece.truth();
        Optional<RhythmEvidence> evidence = listen(piece);
        if (evidence.isEmpty() || evidence.get().pulses().isEmpty()) {
            return new Lesson(Optional.empty(), Optional.empty(), Optional.empty());
        }
        List<RhythmEvidence.PulseEvidence> pulses = evidence.get().pulses();
        double[] worth = new double[pulses.size()];
        int best = 0;
        for (int i = 0; i < worth.length; i++) {
            BeatScore score = BeatScore.of(truth.beats(), pulses.get(i).beats());
            worth[i] = 0.5 * (score.fMeasure() + score.cmlt());
            best = worth[i] > worth[best] ? i : best;
        }
        List<Choice.Option> options = new ArrayList<>();
        for (int i = 0; i < worth.length; i++) {
            boolean right = worth[i] >= LEAST_WORTH && worth[i] >= worth[best] - AS_GOOD;
            options.add(
                    new Choice.Option(pulses.get(i).features(), -pulses.get(i).penalty(), right, worth[i]));
        }
        Optional<Choice> pulse = decidable(truth, options);
        if (worth[best] < LEAST_WORTH) {
            return new Lesson(pulse, Optional.empty(), Optional.empty());
        }
        boolean compound = truth.timeSignature().endsWith("/8")
                && Integer.parseInt(truth.timeSignature().split("/", -1)[0]) % 3 == 0;
        double[] beats = pulses.get(best).beats();
        return new Lesson(
                pulse,
                decidable(truth, bars(truth, evidence.get().bars(beats, compound), beats, compound)),
                decidable(truth, division(evidence.get().division(beats), compound)));
    }

    private static Optional<RhythmEvidence> listen(Piece piece) {
        int first = Math.max(1, piece.sampleRate() / RHYTHM_RATE);
        double rate = (double) piece.sampleRate() / first;
        RhythmAnalyzer rhythm = new RhythmAnalyzer(rate);
        TonalAnalyzer tonal = new TonalAnalyzer(rate / 2);
        Decimator toTonal = new Decimator(2, tonal);
        Decimator toRhythm = new Decimator(first, (samples, count) -> {
            rhythm.accept(samples, count);
            toTonal.accept(samples, count);
        });
        toRhythm.accept(piece.samples(), piece.samples().length);
        toRhythm.finish();
        toTonal.finish();
        tonal.finish();
        return rhythm.evidence(tonal::notes);
    }

    private static List<Choice.Option> bars(
            PieceTruth truth, List<RhythmEvidence.BarEvidence> bars, double[] beats, boolean compound) {
        int upper = Integer.parseInt(truth.timeSignature().split("/", -1)[0]);
        int size = compound ? upper / 3 : upper;
        List<Choice.Option> options = new ArrayList<>();
        for (RhythmEvidence.BarEvidence bar : bars) {
            int hits = 0;
            int places = 0;
            for (int i = bar.phase(); i < beats.length; i += bar.size()) {
                places++;
                hits += isNear(truth.downbeats(), beats[i]) ? 1 : 0;
            }
            double share = places == 0 ? 0 : (double) hits / places;
            boolean right = bar.size() == size && share > 0.5;
            options.add(new Choice.Option(bar.features(), 0, right, bar.size() == size ? 0.5 + 0.5 * share : 0));
        }
        return options;
    }

    private static boolean isNear(double[] times, double time) {
        for (double other : times) {
            if (Math.abs(other - time) <= WINDOW) {
                return true;
            }
        }
        return false;
    }

    private static List<Choice.Option> division(double[] features, boolean compound) {
        return List.of(
                new Choice.Option(features, 0, compound, compound ? 1 : 0),
                new Choice.Option(new double[features.length], 0, !compound, compound ? 0 : 1));
    }

    private static Optional<Choice> decidable(PieceTruth truth, List<Choice.Option> options) {
        Choice choice = new Choice(truth.style(), options);
        return choice.isDecidable() ? Optional.of(choice) : Optional.empty();
    }
}
