package io.soundforge.alchemy.dsp.separation;

/**
 * Brings a track to zero mean and unit deviation for an engine, and its stems back.
 *
 * @param mean subtracted from the mix
 * @param scale the mix is divided by it; positive
 */
public record TrackNormalization(double mean, double scale) {
    /** Changes nothing, to the bit. */
    public static final TrackNormalization NONE = new TrackNormalization(0, 1);

    /** Normalises part of an array in place. */
    public void apply(float[] samples, int from, int to) {
        for (int i = from; i < to; i++) {
            samples[i] = (float) ((samples[i] - mean) / scale);
        }
    }

    /**
     * Brings one of several stems back. The mean is shared out between the stems: giving all of it to each, as the
     * reference does, would count a constant offset once per stem, and the stems would no longer sum to the mix.
     */
    public void undo(float[] engineOutput, int from, float[] target, int count, int stems) {
        double share = mean / stems;
        for (int i = 0; i < count; i++) {
            target[i] = (float) (engineOutput[from + i] * scale + share);
        }
    }
}
