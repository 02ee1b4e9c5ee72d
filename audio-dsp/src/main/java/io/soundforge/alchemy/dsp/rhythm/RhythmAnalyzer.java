package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the rhythm of a track while it streams in, then finds tempo, beats and bars: onsets in registers, periodicity,
 * octave, bar pointer, exact placement, meter. One thread at a time.
 */
public final class RhythmAnalyzer implements SampleSink {
    private static final int SHORTEST = 3 * BandSpectrogram.FRAMES_PER_SECOND;
    private static final double SILENT_DB = -75;
    private static final double AUDIBLE_RANGE_DB = 50;
    private static final double FAINTEST_ONSETS = 0.12;
    private static final double LEAST_CLARITY = 0.12;
    private static final int FEWEST_BEATS = 4;
    private static final String TOO_FEW = "fewer than " + FEWEST_BEATS + " beats";
    private static final double MOST_UNEVENNESS = 0.25;

    private final BandSpectrogram spectrogram;
    private final PitchSpectrogram pitches;
    private final AttackEnvelope envelope;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz; 22 to 32 kHz is plenty, as nothing above 11 kHz is used
     */
    public RhythmAnalyzer(double sampleRate) {
        this.spectrogram = new BandSpectrogram(sampleRate);
        this.pitches = new PitchSpectrogram(sampleRate);
        this.envelope = new AttackEnvelope(sampleRate);
    }

    /** Takes the next mono samples, which must be finite. */
    @Override
    public void accept(float[] samples, int count) {
        spectrogram.accept(samples, count);
        pitches.accept(samples, count);
        envelope.accept(samples, count);
    }

    /** Closes the track and finds its rhythm. Call once, and not after {@link #evidence}. */
    public RhythmFinding finish(BeatHarmony harmony) {
        Heard heard = hear();
        Cues cues = heard.cues();
        if (cues == null || heard.reason() != null) {
            List<Double> onsets = cues == null ? List.of() : Onsets.of(cues.novelty());
            return RhythmFinding.none(String.valueOf(heard.reason()), onsets);
        }
        return follow(cues, heard.pulses(), heard.activity(), harmony, Onsets.of(cues.novelty()));
    }

    /** Closes the track and shows what its rhythm is found from. Call once, instead of {@link #finish}. */
    public Optional<RhythmEvidence> evidence(BeatHarmony harmony) {
        Heard heard = hear();
        Cues cues = heard.cues();
        return cues == null || heard.reason() != null
                ? Optional.empty()
                : Optional.of(new RhythmEvidence(cues, heard.pulses(), envelope.attacks(), heard.activity(), harmony));
    }

    /**
     * Pulses that may be the beat.
     *
     * @param cues null if there is too little to hear
     * @param reason why there is no rhythm, otherwise null
     */
    private record Heard(
            @Nullable Cues cues,
            List<Pulse> pulses,
            Activity activity,
            @Nullable String reason) {}

    private Heard hear() {
        spectrogram.finish();
        pitches.finish();
        if (spectrogram.frames() < SHORTEST) {
            return new Heard(null, List.of(), new Activity(0, 0, 0), "shorter than 3 seconds");
        }
        Activity activity = Activity.of(spectrogram, AUDIBLE_RANGE_DB);
        if (activity.loudestDb() < SILENT_DB) {
            return new Heard(null, List.of(), activity, "silence");
        }
        NoteChange notes = NoteChange.of(pitches, spectrogram.frames());
        pitches.forget();
        Novelty novelty = Novelty.of(spectrogram, notes.flux());
        if (novelty.strongest() < FAINTEST_ONSETS) {
            return new Heard(null, List.of(), activity, "no clear onsets");
        }
        Cues cues = Cues.of(spectrogram, novelty, notes);
        List<TempoEstimator.Candidate> candidates = TempoEstimator.rank(cues.periodicity());
        if (candidates.isEmpty() || candidates.get(0).clarity() < LEAST_CLARITY) {
            return new Heard(cues, List.of(), activity, "onsets without a regular pulse");
        }
        List<Pulse> pulses = PulseCandidates.of(cues, candidates);
        return new Heard(cues, pulses, activity, pulses.isEmpty() ? TOO_FEW : null);
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
            Cues cues, List<Pulse> pulses, Activity activity, BeatHarmony harmony, List<Double> onsets) {
        PulseJudge judge = PulseJudge.of(cues, pulses);
        BeatPlacement placed = BeatPlacement.of(
                judge.best().frames(), cues.flux(), envelope.attacks(), activity.from(), activity.to());
        if (placed.times().length < FEWEST_BEATS) {
            return RhythmFinding.none(TOO_FEW, onsets);
        }
        Pulse pulse = Pulse.ofSeconds(placed.times());
        double clarity =
                TempoEstimator.candidate(cues.periodicity(), pulse.bpm()).clarity();
        MeterJudge.Meter meter = MeterJudge.find(cues, pulse, harmony);
        List<Double> beats = new ArrayList<>();
        List<Double> downbeats = new ArrayList<>();
        for (int i = 0; i < placed.times().length; i++) {
            beats.add(placed.times()[i]);
            if (isDownbeat(i, meter)) {
                downbeats.add(placed.times()[i]);
            }
        }
        return new RhythmFinding(
                placed.bpm(),
                confidence(clarity, placed),
                placed.steady(),
                beats,
                meter.beatsPerBar(),
                meter.division(),
                downbeats,
                judge.tempi(placed.bpm()),
                Math.max(0, 1 - pulse.unevenness() / MOST_UNEVENNESS),
                onsets,
                null,
                meter.reason());
    }

    /** Half from how alike beats are, half from how many of them are struck; a steady grid adds to both. */
    private static double confidence(double clarity, BeatPlacement placed) {
        double alike = Math.max(0, Math.min(1, clarity / 0.6));
        double sum = 0.5 * alike + 0.5 * placed.struck();
        return placed.steady() ? 0.2 + 0.8 * sum : 0.9 * sum;
    }

    private static boolean isDownbeat(int beat, MeterJudge.Meter meter) {
        Integer beatsPerBar = meter.beatsPerBar();
        Integer phase = meter.phase();
        return beatsPerBar != null && phase != null && beat % beatsPerBar == phase;
    }
}
