package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens to the rhythm of a track while it streams in, then finds tempo, beats and bars: onsets in registers, periodicity,
 * octave, bar pointer, exact placement, meter. One thread at a time.
 */
public final class RhythmAnalyzer implements SampleSink {
    private static final int SHORTEST = 3 * BandSpectrogram.FRAMES_PER_SECOND;
    private static final double SILENT_DB = -75;
    private static final double AUDIBLE_RANGE_DB = 50;
    private static final double FAINTEST_ONSETS = 0.25;
    private static final double LEAST_CLARITY = 0.12;
    private static final int FEWEST_BEATS = 4;

    private final BandSpectrogram spectrogram;
    private final AttackEnvelope envelope;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz; 22 to 32 kHz is plenty, as nothing above 11 kHz is used
     */
    public RhythmAnalyzer(double sampleRate) {
        this.spectrogram = new BandSpectrogram(sampleRate);
        this.envelope = new AttackEnvelope(sampleRate);
    }

    /** Takes the next mono samples, which must be finite. */
    @Override
    public void accept(float[] samples, int count) {
        spectrogram.accept(samples, count);
        envelope.accept(samples, count);
    }

    /** Closes the track and finds its rhythm. Call once. */
    public RhythmFinding finish(BeatHarmony harmony) {
        spectrogram.finish();
        if (spectrogram.frames() < SHORTEST) {
            return RhythmFinding.none("shorter than 3 seconds");
        }
        Activity activity = Activity.of(spectrogram, AUDIBLE_RANGE_DB);
        if (activity.loudestDb() < SILENT_DB) {
            return RhythmFinding.none("silence");
        }
        Novelty novelty = Novelty.of(spectrogram);
        if (novelty.strongest() < FAINTEST_ONSETS) {
            return RhythmFinding.none("no clear onsets");
        }
        Periodicity periodicity = Periodicity.of(novelty.combined());
        List<TempoEstimator.Candidate> candidates = TempoEstimator.rank(periodicity);
        if (candidates.isEmpty() || candidates.get(0).clarity() < LEAST_CLARITY) {
            return RhythmFinding.none("onsets without a regular pulse");
        }
        return follow(novelty, periodicity, candidates.get(0), activity, harmony);
    }

    /**
     * Mean levels between two moments, once {@link #finish} was called.
     *
     * @param from seconds
     * @param to seconds, after {@code from}
     * @return dB per quarter octave from 30 Hz on; a sine of amplitude 1 has about 0, and silence -200
     */
    public double[] levels(double from, double to) {
        return spectrogram.meanLevels(from, to);
    }

    private RhythmFinding follow(
            Novelty novelty,
            Periodicity periodicity,
            TempoEstimator.Candidate candidate,
            Activity activity,
            BeatHarmony harmony) {
        Accents accents = Accents.of(spectrogram);
        double refined = TempoEstimator.refine(periodicity, candidate.bpm());
        double bpm = new OctaveJudge(accents, periodicity).choose(refined);
        int[] frames =
                BeatPointer.around(BeatActivation.of(novelty.combined()), bpm).beats();
        if (frames.length < FEWEST_BEATS) {
            return RhythmFinding.none("fewer than " + FEWEST_BEATS + " beats");
        }
        BeatPlacement placed = BeatPlacement.of(frames, envelope.attacks(), activity.from(), activity.to());
        if (placed.times().length < FEWEST_BEATS) {
            return RhythmFinding.none("fewer than " + FEWEST_BEATS + " beats");
        }
        double clarity = TempoEstimator.candidate(periodicity, bpm).clarity();
        MeterEstimator.Meter meter = MeterEstimator.find(BeatFeatures.of(placed.times(), accents, harmony));
        return finding(placed, confidence(clarity, placed), meter);
    }

    /** Half from how alike beats are, half from how many of them are struck; a steady grid adds to both. */
    private static double confidence(double clarity, BeatPlacement placed) {
        double alike = Math.max(0, Math.min(1, clarity / 0.6));
        double sum = 0.5 * alike + 0.5 * placed.struck();
        return placed.steady() ? 0.2 + 0.8 * sum : 0.9 * sum;
    }

    private static RhythmFinding finding(BeatPlacement placed, double confidence, MeterEstimator.Meter meter) {
        List<Double> beats = new ArrayList<>();
        List<Double> downbeats = new ArrayList<>();
        for (int i = 0; i < placed.times().length; i++) {
            beats.add(placed.times()[i]);
            if (isDownbeat(i, meter)) {
                downbeats.add(placed.times()[i]);
            }
        }
        return new RhythmFinding(
                placed.bpm(), confidence, placed.steady(), beats, meter.beatsPerBar(), downbeats, null, meter.reason());
    }

    private static boolean isDownbeat(int beat, MeterEstimator.Meter meter) {
        Integer beatsPerBar = meter.beatsPerBar();
        Integer phase = meter.phase();
        return beatsPerBar != null && phase != null && beat % beatsPerBar == phase;
    }
}
