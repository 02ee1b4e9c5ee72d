package io.soundforge.alchemy.bench.tonal;

import java.util.Locale;

/** Whether probabilities are true: how many of the keys called so sure were right. */
final class KeyCertainty {
    private static final double[] EDGES = {0, .4, .6, .8, .9, 1.01};

    private final int[] all = new int[EDGES.length - 1];
    private final int[] right = new int[EDGES.length - 1];
    private final double[] said = new double[EDGES.length - 1];

    void add(double confidence, boolean isRight) {
        int bin = 0;
        while (confidence >= EDGES[bin + 1]) {
            bin++;
        }
        all[bin]++;
        said[bin] += confidence;
        right[bin] += isRight ? 1 : 0;
    }

    void print(String what) {
        for (int bin = 0; bin < all.length; bin++) {
            if (all[bin] > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, sure from %.1f: %d, said %.2f, right %.2f%n",
                        what,
                        EDGES[bin],
                        all[bin],
                        said[bin] / all[bin],
                        (double) right[bin] / all[bin]);
            }
        }
    }
}
