package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * How much of a bin comes from the middle of the stereo image: near 1 where the side is weak against the mid in the
 * neighbourhood, near 0 where it is not (the level-ratio cue of azimuth methods; Barry et al., 2004).
 */
final class CentreMask {
    private CentreMask() {}

    /**
     * Weighs every bin.
     *
     * @param ratio side power over mid power that halves the weight
     */
    static float[][] of(float[][] mid, float[][] side, double ratio) {
        int frames = mid.length;
        int bins = mid[0].length;
        float[][] mask = new float[frames][bins];
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < bins; k++) {
                double m = neighbourhood(mid, t, k);
                double relative = neighbourhood(side, t, k) / (m + Double.MIN_NORMAL) / ratio;
                mask[t][k] = (float) (1 / (1 + relative * relative));
            }
        }
        return mask;
    }

    private static double neighbourhood(float[][] power, int t, int k) {
        double sum = 0;
        for (int u = Math.max(0, t - 1); u <= Math.min(power.length - 1, t + 1); u++) {
            for (int l = Math.max(0, k - 1); l <= Math.min(power[0].length - 1, k + 1); l++) {
                sum += power[u][l];
            }
        }
        return sum;
    }
}
