package io.soundforge.alchemy.bench.analysis.metric;

import org.jspecify.annotations.Nullable;

/**
 * Whether a tempo is right (Gouyon et al. 2006).
 *
 * @param accuracy1 within 4 % of the truth
 * @param accuracy2 within 4 % of the truth, its double, triple, half or third
 */
public record TempoScore(boolean accuracy1, boolean accuracy2) {
    private static final double TOLERANCE = 0.04;
    private static final double[] FACTORS = {1, 2, 3, 1 / 2.0, 1 / 3.0};

    /** Scores a tempo in BPM; null is wrong. */
    public static TempoScore of(double truth, @Nullable Double found) {
        if (found == null) {
            return new TempoScore(false, false);
        }
        boolean any = false;
        for (double factor : FACTORS) {
            any |= near(factor * truth, found);
        }
        return new TempoScore(near(truth, found), any);
    }

    private static boolean near(double truth, double found) {
        return Math.abs(found - truth) <= TOLERANCE * truth;
    }
}
