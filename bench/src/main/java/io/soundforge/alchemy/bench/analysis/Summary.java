package io.soundforge.alchemy.bench.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Means over pieces, as one line of a table. */
final class Summary {
    static final String HEAD =
            "| set | pieces | Acc1 | Acc2 | beat F | CMLt | AMLt | downbeat F | meter | tempo error % | bias ms |";

    private Summary() {}

    static String line(String name, List<RhythmScore> scores) {
        double[] errors = scores.stream()
                .mapToDouble(RhythmScore::tempoError)
                .filter(error -> error < 5)
                .toArray();
        double[] biases = scores.stream()
                .mapToDouble(RhythmScore::bias)
                .filter(bias -> !Double.isNaN(bias))
                .toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f |",
                name,
                scores.size(),
                mean(scores, s -> s.tempo().accuracy1() ? 1 : 0),
                mean(scores, s -> s.tempo().accuracy2() ? 1 : 0),
                mean(scores, s -> s.beats().fMeasure()),
                mean(scores, s -> s.beats().cmlt()),
                mean(scores, s -> s.beats().amlt()),
                mean(scores, RhythmScore::downbeatF),
                mean(scores, s -> s.meter() ? 1 : 0),
                median(errors),
                1000 * median(biases));
    }

    /** The median; 0 of nothing. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static double mean(List<RhythmScore> scores, ToDoubleFunction<RhythmScore> value) {
        return scores.stream().mapToDouble(value).average().orElse(0);
    }
}
