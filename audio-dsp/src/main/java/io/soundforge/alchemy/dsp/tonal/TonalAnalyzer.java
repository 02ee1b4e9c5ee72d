package io.soundforge.alchemy.dsp.tonal;

import io.soundforge.alchemy.dsp.features.SampleSink;
import java.util.List;
import java.util.Map;

/** Listens to the notes of a track while it streams in, then names its key. One thread at a time. */
public final class TonalAnalyzer implements SampleSink {
    /** Frames with less than this in partials are noise, whatever pitch classes it happens to fall on. */
    private static final double LEAST_SHARE = 0.3;

    private final PitchClassFrames frames;
    private final Edges edges;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz; 11 to 16 kHz is plenty, as nothing above 2.2 kHz is used
     */
    public TonalAnalyzer(double sampleRate) {
        this.frames = new PitchClassFrames(sampleRate);
        this.edges = new Edges(sampleRate);
    }

    /** Takes the next mono samples, which must be finite. */
    @Override
    public void accept(float[] samples, int count) {
        frames.accept(samples, count);
        edges.accept(samples, count);
    }

    /** Closes the track and names its key. Call once. */
    public KeyFinding finish() {
        frames.finish();
        return new KeyEstimator(frames, edges).find();
    }

    /**
     * What the key was weighed by, once {@link #finish()} was called: for fitting the weights.
     *
     * @return of the clues there are, 24 values: C major to B major, then C minor to B minor
     */
    public Map<KeyClue, double[]> clues() {
        return new KeyEstimator(frames, edges).clues();
    }

    /**
     * The chords, once {@link #finish()} was called.
     *
     * @param beats seconds, ascending; chords change on them where there are at least four
     * @param duration of the track in seconds
     * @return without gaps from 0 to the end; empty where nothing tonal was heard
     */
    public List<ChordSpan> chords(List<Double> beats, double duration) {
        if (duration <= 0 || frames.loudest() < KeyEstimator.QUIETEST_DB) {
            return List.of();
        }
        List<ChordSpan> chords = new BeatChords(new Harmony(frames), beats, duration).find();
        return chords.stream().allMatch(chord -> chord.chord().equals("N")) ? List.of() : chords;
    }

    /**
     * The notes sounding between two moments, once {@link #finish()} was called.
     *
     * @param from seconds
     * @param to seconds, after {@code from}
     * @return 24 strengths: 12 pitch classes above the bass, then 12 in the bass, each half summing to 1 or all 0
     */
    public double[] notes(double from, double to) {
        double[] treble = new double[PitchClassFrames.BINS];
        double[] bass = new double[PitchClassFrames.BINS];
        int first = (int) Math.max(0, Math.ceil(from * PitchClassFrames.FRAMES_PER_SECOND));
        int last = (int) Math.min(frames.frames() - 1.0, to * PitchClassFrames.FRAMES_PER_SECOND);
        for (int k = first; k <= last; k++) {
            double share = frames.tonalShare(k);
            double weight = share < LEAST_SHARE ? 0 : share * Math.pow(10, frames.level(k) / 20);
            frames.add(k, PitchClassFrames.PARTIALS, weight, treble);
            frames.add(k, PitchClassFrames.BASS, weight, bass);
        }
        double tuning = frames.tuning().cents();
        double[] notes = new double[2 * KeyProfiles.CLASSES];
        System.arraycopy(Chroma.unit(Chroma.fold(treble, tuning)), 0, notes, 0, KeyProfiles.CLASSES);
        System.arraycopy(Chroma.unit(Chroma.fold(bass, tuning)), 0, notes, KeyProfiles.CLASSES, KeyProfiles.CLASSES);
        return notes;
    }
}
