package io.soundforge.alchemy.dsp.separation.spectral;

import io.soundforge.alchemy.dsp.spectrum.SlidingMedian;

/**
 * Tells what is struck from what is held, by medians along time and along frequency (Fitzgerald, <i>Harmonic/percussive
 * separation using median filtering</i>, 2010). At the bottom, where a drum is too narrow for the median along frequency,
 * what rises above the median along time counts as struck.
 *
 * <p>Lengths and weights are those around which nothing changes much on synthetic songs of many styles.
 */
final class PercussiveMask {
    private static final int HELD_FRAMES = 11;
    private static final int HELD_FRAMES_LOW = 13;
    private static final int STRUCK_BINS = 45;
    private static final double HELD_WEIGHT_LOW = 1.2;
    private static final double LOW_CORNER = 250;

    private final SpectralGrid grid;
    private final SlidingMedian alongTime = new SlidingMedian(HELD_FRAMES);
    private final SlidingMedian alongTimeLow = new SlidingMedian(HELD_FRAMES_LOW);
    private final SlidingMedian alongFrequency = new SlidingMedian(STRUCK_BINS);
    private final float[] low;

    PercussiveMask(SpectralGrid grid) {
        this.grid = grid;
        this.low = grid.lowPass(LOW_CORNER, 8);
    }

    /** From {@code [frame][bin]} magnitudes to weights between 0, held, and 1, struck. */
    float[][] of(float[][] magnitudes) {
        int frames = magnitudes.length;
        float[][] mask = new float[frames][grid.bins()];
        for (int t = 0; t < frames; t++) {
            alongFrequency.filter(magnitudes[t], mask[t], grid.bins());
        }
        float[] column = new float[frames];
        float[] held = new float[frames];
        for (int k = 0; k < grid.bins(); k++) {
            Columns.read(magnitudes, k, column);
            alongTime.filter(column, held, frames);
            weighStruck(mask, k, held);
            if (low[k] > 1e-3) {
                alongTimeLow.filter(column, held, frames);
                blendExcess(mask, k, column, held);
            }
        }
        return mask;
    }

    /** Turns the medians along frequency, which the mask holds, into weights. */
    private static void weighStruck(float[][] mask, int k, float[] held) {
        for (int t = 0; t < held.length; t++) {
            double struck = square(mask[t][k]);
            mask[t][k] = (float) share(struck, square(held[t]));
        }
    }

    private void blendExcess(float[][] mask, int k, float[] magnitudes, float[] held) {
        for (int t = 0; t < held.length; t++) {
            double rest = HELD_WEIGHT_LOW * square(held[t]);
            double excess = share(square(magnitudes[t]) - rest, rest);
            mask[t][k] = (float) (low[k] * excess + (1 - low[k]) * mask[t][k]);
        }
    }

    private static double share(double wanted, double rest) {
        return wanted <= 0 ? 0 : wanted / (wanted + rest);
    }

    private static double square(double x) {
        return x * x;
    }
}
