package io.soundforge.alchemy.dsp.spleeter;

/**
 * What part of the mix is a stem's: its power as a network estimates it, over that of all stems together. The small
 * constant, shared out among the stems, decides where all are silent (model/__init__.py of Spleeter: exponent 2, 1e-10).
 * The masks of all stems sum to 1 in every bin.
 */
public final class RatioMask {
    private static final double EPSILON = 1e-10;

    /** What becomes of the bins above those that the networks see. */
    public enum Extension {
        /** The mean of the mask below, so that the stems sum to the mix. */
        AVERAGE,
        /** Silence: nothing above 11 kHz in any stem. */
        ZEROS
    }

    private final Extension extension;

    public RatioMask(Extension extension) {
        this.extension = extension;
    }

    /**
     * Fills the mask of one stem in one frame of one channel.
     *
     * @param estimates {@code [stem][BINS]}: the magnitudes that the networks give
     * @param stem which one
     * @param mask overwritten: {@code [ALL_BINS]}
     */
    public void fill(float[][] estimates, int stem, float[] mask) {
        double sum = 0;
        for (int k = 0; k < SpleeterFraming.BINS; k++) {
            double all = EPSILON;
            for (float[] estimate : estimates) {
                all += (double) estimate[k] * estimate[k];
            }
            double own = (double) estimates[stem][k] * estimates[stem][k] + EPSILON / estimates.length;
            mask[k] = (float) (own / all);
            sum += own / all;
        }
        float above = extension == Extension.AVERAGE ? (float) (sum / SpleeterFraming.BINS) : 0;
        for (int k = SpleeterFraming.BINS; k < mask.length; k++) {
            mask[k] = above;
        }
    }
}
