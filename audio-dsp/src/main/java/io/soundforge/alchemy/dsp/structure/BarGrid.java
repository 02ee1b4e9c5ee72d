package io.soundforge.alchemy.dsp.structure;

import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * The track cut into the units of which sections are made: bars where downbeats are known, otherwise groups of four beats,
 * otherwise {@value #SECONDS_WITHOUT_BEATS} seconds each. Whatever lies before the first and after the last bar and is no
 * bar of its own belongs to its neighbour.
 *
 * <p>Tracks of more than {@value #MOST_UNITS} bars (half an hour or more) get units of two or more bars, so that a table of
 * all pairs stays at about 4 MB.
 */
final class BarGrid {
    static final int MOST_UNITS = 1024;
    private static final double SECONDS_WITHOUT_BEATS = 2;
    private static final int BEATS_TOGETHER = 4;
    private static final int FEWEST_LINES = 3;
    /** A rest before the first or after the last line this long, in units, is a unit of its own. */
    private static final double OWN_UNIT = 0.75;

    private final double[] edges;

    private BarGrid(double[] edges) {
        this.edges = edges;
    }

    static BarGrid of(RhythmFinding rhythm, double duration) {
        List<Double> lines = rhythm.downbeats();
        if (lines.size() < FEWEST_LINES) {
            lines = every(BEATS_TOGETHER, rhythm.beats());
        }
        if (lines.size() < FEWEST_LINES) {
            lines = even(duration);
        }
        lines = extended(lines, duration);
        int together = 1 + lines.size() / MOST_UNITS;
        return new BarGrid(edges(every(together, lines), duration));
    }

    private static List<Double> every(int step, List<Double> lines) {
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += step) {
            some.add(lines.get(i));
        }
        return some;
    }

    private static List<Double> even(double duration) {
        List<Double> lines = new ArrayList<>();
        for (int i = 0; i * SECONDS_WITHOUT_BEATS < duration; i++) {
            lines.add(i * SECONDS_WITHOUT_BEATS);
        }
        return lines;
    }

    /** Continues the lines at their mean distance into a beginning or an end without beats. */
    private static List<Double> extended(List<Double> lines, double duration) {
        double first = lines.get(0);
        double last = lines.get(lines.size() - 1);
        double unit = lines.size() < 2 ? duration : (last - first) / (lines.size() - 1);
        List<Double> extended = new ArrayList<>();
        for (int i = (int) (first / unit); i > 0; i--) {
            extended.add(first - i * unit);
        }
        extended.addAll(lines);
        for (int i = 1; last + i * unit < duration; i++) {
            extended.add(last + i * unit);
        }
        return extended;
    }

    private static double[] edges(List<Double> lines, double duration) {
        double unit = lines.size() < 2 ? duration : lines.get(1) - lines.get(0);
        List<Double> edges = new ArrayList<>(List.of(0.0));
        for (double line : lines) {
            boolean room = line - edges.get(edges.size() - 1) >= OWN_UNIT * unit;
            if (room && duration - line >= OWN_UNIT * unit) {
                edges.add(line);
            }
        }
        edges.add(duration);
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    int units() {
        return edges.length - 1;
    }

    /** Second at which a unit begins; that of {@code units()} is the end of the track. */
    double start(int unit) {
        return edges[unit];
    }
}
