package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/** Statistics of feature curves. */
final class Curves {
    private Curves() {}

    /** What rises above the mean of the surrounding {@code 2·radius + 1} values; 0 elsewhere. */
    static float[] aboveLocalMean(float[] values, int radius) {
        double[] sums = new double[values.length + 1];
        for (int k = 0; k < values.length; k++) {
            sums[k + 1] = sums[k] + values[k];
        }
        float[] above = new float[values.length];
        for (int k = 0; k < values.length; k++) {
            int from = Math.max(0, k - radius);
            int to = Math.min(values.length, k + radius + 1);
            double mean = (sums[to] - sums[from]) / (to - from);
            above[k] = (float) Math.max(0, values[k] - mean);
        }
        return above;
    }

    /** The value below which the given share (0 to 1) of the values lies; 0 of nothing. */
    static double percentile(float[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** The median; 0 of nothing. */
    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    /** The value at a fractional index, linearly; 0 outside. */
    static double at(float[] values, double index) {
        int below = (int) Math.floor(index);
        if (below < 0 || below + 1 >= values.length) {
            return 0;
        }
        double part = index - below;
        return values[below] * (1 - part) + values[below + 1] * part;
    }
}
