package io.soundforge.alchemy.bench.analysis.metric;

/**
 * Continuity of beats against one level of annotation (Hainsworth 2004; Klapuri et al. 2006), as mir_eval computes it: a
 * beat is right if its distance from the nearest annotation and the difference of their intervals are both under 17.5 % of
 * the annotated interval.
 *
 * @param longest share of the longest run of right beats
 * @param total share of all right beats
 */
record Continuity(double longest, double total) {
    private static final double THRESHOLD = 0.175;

    static Continuity of(double[] truth, double[] found) {
        if (truth.length < 2 || found.length < 2) {
            return new Continuity(0, 0);
        }
        boolean[] used = new boolean[truth.length];
        int right = 0;
        int run = 0;
        int longest = 0;
        for (int m = 0; m < found.length; m++) {
            int nearest = nearest(truth, found[m]);
            boolean hit = !used[nearest] && fits(truth, nearest, found, m);
            used[nearest] |= hit;
            right += hit ? 1 : 0;
            run = hit ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        double all = Math.max(truth.length, found.length);
        return new Continuity(longest / all, right / all);
    }

    private static int nearest(double[] truth, double time) {
        int nearest = 0;
        for (int i = 1; i < truth.length; i++) {
            nearest = Math.abs(truth[i] - time) < Math.abs(truth[nearest] - time) ? i : nearest;
        }
        return nearest;
    }

    /** Intervals are those before; at either list's first beat those after. */
    private static boolean fits(double[] truth, int nearest, double[] found, int m) {
        boolean first = m == 0 || nearest == 0;
        double expected = interval(truth, nearest, first);
        double heard = interval(found, m, first);
        double phase = Math.abs(found[m] - truth[nearest]) / expected;
        double period = Math.abs(1 - heard / expected);
        return phase < THRESHOLD && period < THRESHOLD;
    }

    private static double interval(double[] times, int at, boolean forward) {
        boolean after = forward && at + 1 < times.length;
        return after ? times[at + 1] - times[at] : times[at] - times[at - 1];
    }
}
