package io.soundforge.alchemy.bench.analysis.metric;

import java.util.Arrays;

/**
 * How well beats were found, as mir_eval 0.8 measures it: beats of the first 5 s are left out on both sides.
 *
 * @param fMeasure share of beats matched one to one within 70 ms
 * @param cmlc longest continuous share on the annotated level
 * @param cmlt total share on the annotated level
 * @param amlc longest continuous share on the best of the allowed levels
 * @param amlt total share on the best of the allowed levels
 */
public record BeatScore(double fMeasure, double cmlc, double cmlt, double amlc, double amlt) {
    private static final double FIRST_SECONDS = 5;
    private static final double WINDOW = 0.07;

    /** Scores {@code found} against {@code truth}, both in seconds, ascending. */
    public static BeatScore of(double[] truth, double[] found) {
        double[] reference = trimmed(truth);
        double[] estimate = trimmed(found);
        Continuity annotated = Continuity.of(reference, estimate);
        double longest = annotated.longest();
        double total = annotated.total();
        for (double[] level : Levels.allowed(reference)) {
            Continuity other = reference.length < 2 ? annotated : Continuity.of(level, estimate);
            longest = Math.max(longest, other.longest());
            total = Math.max(total, other.total());
        }
        return new BeatScore(fMeasure(reference, estimate), annotated.longest(), annotated.total(), longest, total);
    }

    /** The F-measure alone, as it is also used for downbeats. */
    public static double fMeasureOf(double[] truth, double[] found) {
        return fMeasure(trimmed(truth), trimmed(found));
    }

    private static double[] trimmed(double[] times) {
        int first = 0;
        while (first < times.length && times[first] < FIRST_SECONDS) {
            first++;
        }
        return Arrays.copyOfRange(times, first, times.length);
    }

    /** Both lists ascend and the window is the same everywhere, so taking the first that fits matches as many as can be. */
    private static double fMeasure(double[] truth, double[] found) {
        int hits = 0;
        int t = 0;
        int f = 0;
        while (t < truth.length && f < found.length) {
            if (Math.abs(truth[t] - found[f]) <= WINDOW) {
                hits++;
                t++;
                f++;
            } else if (truth[t] < found[f]) {
                t++;
            } else {
                f++;
            }
        }
        return hits == 0 ? 0 : 2.0 * hits / (truth.length + found.length);
    }
}
