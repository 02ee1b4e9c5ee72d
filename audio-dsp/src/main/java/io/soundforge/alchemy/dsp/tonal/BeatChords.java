package io.soundforge.alchemy.dsp.tonal;

import java.util.ArrayList;
import java.util.List;

/** The chords of a track, changing on its beats only; without beats, on a grid of half seconds. */
final class BeatChords {
    private static final int FEWEST_BEATS = 4;
    private static final double STEP_SECONDS = 0.5;
    /** Less than this before the first or after the last beat belongs to it. */
    private static final double OWN_UNIT = 0.2;

    private static final double FAINTEST = 0.02;
    /** How fast probability falls with fit: fits within 0.1 of each other are about equally likely. */
    private static final double STEEPNESS = 12;

    private final Harmony harmony;
    private final double[] edges;
    private final double[][] fits;

    BeatChords(Harmony harmony, List<Double> beats, double duration) {
        this.harmony = harmony;
        this.edges = edges(beats, duration);
        this.fits = new double[edges.length - 1][];
    }

    List<ChordSpan> find() {
        ChordPath path = new ChordPath();
        for (int unit = 0; unit < fits.length; unit++) {
            int from = frame(edges[unit]);
            int to = Math.max(from + 1, frame(edges[unit + 1]));
            fits[unit] = new double[ChordTemplates.CHORDS];
            boolean heard = loudness(from, to) >= FAINTEST;
            if (heard) {
                ChordTemplates.rate(
                        harmony.chordal(PitchClassFrames.NOTES, from, to),
                        harmony.chordal(PitchClassFrames.BASS, from, to),
                        fits[unit]);
            }
            path.add(heard ? fits[unit] : null, (edges[unit + 1] - edges[unit]) * PitchClassFrames.FRAMES_PER_SECOND);
        }
        List<ChordSpan> spans = new ArrayList<>();
        for (ChordRun run : ChordRuns.runs(path.best())) {
            spans.add(new ChordSpan(edges[run.from()], edges[run.to()], name(run), confidence(run)));
        }
        return spans;
    }

    private static double[] edges(List<Double> beats, double duration) {
        List<Double> edges = new ArrayList<>(List.of(0.0));
        if (beats.size() >= FEWEST_BEATS) {
            for (double beat : beats) {
                if (beat - edges.get(edges.size() - 1) >= OWN_UNIT && duration - beat >= OWN_UNIT) {
                    edges.add(beat);
                }
            }
        } else {
            for (int i = 1; (i + 1) * STEP_SECONDS <= duration; i++) {
                edges.add(i * STEP_SECONDS);
            }
        }
        edges.add(duration);
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int frame(double second) {
        return (int) Math.round(second * PitchClassFrames.FRAMES_PER_SECOND);
    }

    private double loudness(int from, int to) {
        double sum = 0;
        for (int k = from; k < Math.min(to, harmony.frames()); k++) {
            sum += harmony.weights().ofChord(k);
        }
        return sum / (to - from);
    }

    private static String name(ChordRun run) {
        return run.chord() == ChordPath.NONE
                ? "N"
                : new MusicalKey(run.root(), run.minor()).tonic() + (run.minor() ? ":min" : ":maj");
    }

    /** The share of the chord among all, by the mean fits over the stretch. */
    private double confidence(ChordRun run) {
        double[] mean = new double[ChordTemplates.CHORDS + 1];
        mean[ChordPath.NONE] = ChordPath.NONE_FIT;
        for (int unit = run.from(); unit < run.to(); unit++) {
            for (int chord = 0; chord < ChordTemplates.CHORDS; chord++) {
                mean[chord] += fits[unit][chord] / run.length();
            }
        }
        double sum = 0;
        for (double fit : mean) {
            sum += Math.exp(STEEPNESS * (fit - mean[run.chord()]));
        }
        return 1 / sum;
    }
}
