package io.soundforge.alchemy.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param lost acknowledged jobs that are gone, have not ended, or completed without an effect
 * @param broken one sentence for each promise that was not kept
 */
public record Result(
        String scenario,
        long accepted,
        long completed,
        long lost,
        long doubles,
        long attempts,
        List<Duration> recoveries,
        Duration took,
        String notes,
        List<String> broken,
        boolean leftOut) {
    static final String HEADING = "| scenario | accepted | completed | lost | double effects | claims "
            + "| recovery median / longest, s | took, s | |\n|---|---|---|---|---|---|---|---|---|";

    static Result of(String scenario, Ledger.Count count, long accepted, Report report, Duration took) {
        long lost = accepted - count.ended() + count.hollow();
        List<String> broken = new ArrayList<>(report.broken());
        if (lost != 0) {
            broken.add("no job is lost, but " + lost + " were");
        }
        if (count.doubles() != 0) {
            broken.add("no job has two effects, but " + count.doubles() + " have");
        }
        return new Result(
                scenario,
                accepted,
                count.completed(),
                lost,
                count.doubles(),
                count.claims(),
                report.recoveries(),
                took,
                report.notes(),
                List.copyOf(broken),
                report.leftOut());
    }

    String line() {
        if (leftOut) {
            return "| " + scenario + " | | | | | | | | " + notes + " |";
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s | %s | %s |",
                scenario,
                accepted,
                completed,
                lost,
                doubles,
                attempts,
                recovery(),
                seconds(took),
                broken.isEmpty()
                        ? notes
                        : "BROKEN: " + String.join("; ", broken) + (notes.isEmpty() ? "" : "; " + notes));
    }

    private String recovery() {
        if (recoveries.isEmpty()) {
            return "";
        }
        List<Duration> sorted =
                recoveries.stream().sorted(Comparator.naturalOrder()).toList();
        return seconds(sorted.get(sorted.size() / 2)) + " / " + seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
