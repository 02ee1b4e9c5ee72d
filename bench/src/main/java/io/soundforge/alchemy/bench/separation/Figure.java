package io.soundforge.alchemy.bench.separation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param what was measured
 * @param value null for not measured
 * @param goal what it should be; empty for none
 * @param note how it came about, or why it is missing
 */
record Figure(String what, @Nullable Double value, String unit, String goal, String note) {
    static Figure of(String what, double value, String unit, String goal, String note) {
        return new Figure(what, Math.round(value * 1000) / 1000.0, unit, goal, note);
    }

    static Figure missing(String what, String why) {
        return new Figure(what, null, "", "", why);
    }

    String line() {
        String number = value == null ? "not measured" : String.format(Locale.ROOT, "%.3f %s", value, unit);
        return String.format(Locale.ROOT, "%-62s %-16s %-10s %s", what, number.strip(), goal, note);
    }
}
