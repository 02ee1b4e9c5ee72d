package io.soundforge.alchemy.dsp.rhythm;

/** The notes that sound during a stretch of the track. */
@FunctionalInterface
public interface BeatHarmony {
    /**
     * Strengths of the pitch classes between two moments.
     *
     * @param from seconds
     * @param to seconds
     * @return 24 values: 12 above the bass, then 12 in the bass, each half summing to 1 or all 0
     */
    double[] notes(double from, double to);
}
