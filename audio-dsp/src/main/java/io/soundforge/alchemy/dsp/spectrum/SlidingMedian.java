package io.soundforge.alchemy.dsp.spectrum;

import java.util.Arrays;

/**
 * Running median of odd length. The window is kept sorted: one value leaves and one enters per step, which costs a
 * short move of memory. Beyond the ends the first and the last value repeat. One thread at a time.
 */
public final class SlidingMedian {
    private final int reach;
    private final float[] sorted;

    /**
     * Prepares a window.
     *
     * @param length odd, at least 1
     */
    public SlidingMedian(int length) {
        if (length < 1 || length % 2 == 0) {
            throw new IllegalArgumentException("expected an odd length; got " + length);
        }
        this.reach = length / 2;
        this.sorted = new float[length];
    }

    /**
     * Filters {@code count} values.
     *
     * @param values finite
     * @param medians receives the medians; not the same array
     */
    public void filter(float[] values, float[] medians, int count) {
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = at(values, i - reach, count);
        }
        Arrays.sort(sorted);
        medians[0] = sorted[reach];
        for (int i = 1; i < count; i++) {
            replace(at(values, i - 1 - reach, count), at(values, i + reach, count));
            medians[i] = sorted[reach];
        }
    }

    private static float at(float[] values, int i, int count) {
        return values[Math.max(0, Math.min(count - 1, i))];
    }

    private void replace(float leaving, float entering) {
        int hole = Arrays.binarySearch(sorted, leaving);
        if (entering > leaving) {
            while (hole + 1 < sorted.length && sorted[hole + 1] < entering) {
                sorted[hole] = sorted[hole + 1];
                hole++;
            }
        } else {
            while (hole > 0 && sorted[hole - 1] > entering) {
                sorted[hole] = sorted[hole - 1];
                hole--;
            }
        }
        sorted[hole] = entering;
    }
}
