package io.soundforge.alchemy.dsp.structure;

/**
 * How much changes at each unit's start (Foote, 2000): units before are like each other, units after are like each other, but
 * not the ones like the others. Nearer units count more, by a Gaussian; near the ends the kernel shrinks to what there is.
 */
final class CheckerboardNovelty {
    private static final int REACH = 8;
    private static final double SPREAD = REACH / 2.0;

    private CheckerboardNovelty() {}

    /** One value per unit, -1 to 1; around 0 where nothing changes. */
    static double[] of(SelfSimilarity similarity) {
        double[] novelty = new double[similarity.units()];
        for (int i = 1; i < novelty.length; i++) {
            double within = (mean(similarity, i, -1, -1) + mean(similarity, i, 1, 1)) / 2;
            novelty[i] = within - mean(similarity, i, -1, 1);
        }
        return novelty;
    }

    /** Weighted mean likeness of the units on one side of a border to those on a side; -1 is before it, 1 after it. */
    private static double mean(SelfSimilarity similarity, int border, int side, int otherSide) {
        int reach = reach(similarity, border, side);
        int otherReach = reach(similarity, border, otherSide);
        double sum = 0;
        double weights = 0;
        for (int a = 0; a < reach; a++) {
            for (int b = 0; b < otherReach; b++) {
                double weight = weight(a) * weight(b);
                sum += weight * similarity.get(unit(border, side, a), unit(border, otherSide, b));
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static int reach(SelfSimilarity similarity, int border, int side) {
        return Math.min(REACH, side < 0 ? border : similarity.units() - border);
    }

    /** The unit at a distance from the border; 0 is the nearest. */
    private static int unit(int border, int side, int distance) {
        return side < 0 ? border - 1 - distance : border + distance;
    }

    private static double weight(int distance) {
        double x = (distance + 0.5) / SPREAD;
        return Math.exp(-x * x / 2);
    }
}
