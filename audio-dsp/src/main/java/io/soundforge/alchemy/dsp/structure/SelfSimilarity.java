package io.soundforge.alchemy.dsp.structure;

/**
 * How alike every two units of a track are: 1 for the same, 0 for unrelated ones, -1 for opposites. It falls in proportion to
 * the squared distance, so that differences of means over stretches are differences of what is heard in these on average,
 * however the chords change from bar to bar.
 *
 * <p>A unit is as like itself as it is like its best match elsewhere. So stretches of a repeated progression are as like
 * themselves as each other, whereas chance is not taken for form.
 */
final class SelfSimilarity {
    private static final double MOST = 4;

    private final float[][] values;
    /** Sums of all values above and to the left. */
    private final double[][] integral;

    SelfSimilarity(BarFeatures features) {
        int n = features.units();
        this.values = new float[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                values[a][b] = (float) (1 - Math.min(MOST, features.distance(a, b)) / 2);
                values[b][a] = values[a][b];
            }
        }
        for (int a = 0; a < n; a++) {
            values[a][a] = best(values[a], a);
        }
        this.integral = integral(values);
    }

    private static float best(float[] row, int self) {
        float best = -1;
        for (int b = 0; b < row.length; b++) {
            best = b == self ? best : Math.max(best, row[b]);
        }
        return best;
    }

    private static double[][] integral(float[][] values) {
        int n = values.length;
        double[][] integral = new double[n + 1][n + 1];
        for (int a = 0; a < n; a++) {
            double row = 0;
            for (int b = 0; b < n; b++) {
                row += values[a][b];
                integral[a + 1][b + 1] = integral[a][b + 1] + row;
            }
        }
        return integral;
    }

    int units() {
        return values.length;
    }

    double get(int a, int b) {
        return values[a][b];
    }

    /** Mean likeness of the units of one stretch to those of another. */
    double mean(int from, int to, int otherFrom, int otherTo) {
        return sum(from, to, otherFrom, otherTo) / ((double) (to - from) * (otherTo - otherFrom));
    }

    private double sum(int from, int to, int otherFrom, int otherTo) {
        return integral[to][otherTo] - integral[from][otherTo] - integral[to][otherFrom] + integral[from][otherFrom];
    }
}
