package io.soundforge.alchemy.bench.analysis.metric;

import java.util.List;

/** The metrical levels besides the annotated one that mir_eval accepts: off-beats, double, and half in either phase. */
final class Levels {
    private Levels() {}

    static List<double[]> allowed(double[] beats) {
        if (beats.length < 2) {
            return List.of();
        }
        double[] twice = new double[2 * beats.length - 1];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = i % 2 == 0 ? beats[i / 2] : 0.5 * (beats[i / 2] + beats[i / 2 + 1]);
        }
        return List.of(everySecond(twice, 1), twice, everySecond(beats, 0), everySecond(beats, 1));
    }

    private static double[] everySecond(double[] times, int first) {
        double[] half = new double[(times.length - first + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = times[first + 2 * i];
        }
        return half;
    }
}
