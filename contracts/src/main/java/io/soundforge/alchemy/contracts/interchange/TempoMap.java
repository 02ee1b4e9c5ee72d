package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.List;

/**
 * Seconds as ticks: beats fall on whole quarters. What lies before the first beat is one or more quarters of their own
 * tempo, and up to the first bar line a bar of its own length.
 */
final class TempoMap {
    private static final double EARLIEST = 0.0005;
    private static final double MICROS = 60e6;
    /** The format has three bytes for the length of a quarter. */
    private static final int LONGEST_QUARTER = 0xFFFFFF;

    /** From this tick on. */
    record Change(long tick, int microsPerQuarter) {}

    /** From this tick on, quarters to the bar. */
    record Meter(long tick, int beats) {}

    private final int perQuarter;
    private final List<Change> changes = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Meter> meters = new ArrayList<>();

    private TempoMap(int perQuarter) {
        this.perQuarter = perQuarter;
    }

    static TempoMap of(TrackAnalysis analysis, int perQuarter, double defaultBpm, double tolerance, double step) {
        TempoMap map = new TempoMap(perQuarter);
        BeatGrid grid = BeatGrid.of(analysis);
        if (grid.size() < 2) {
            map.add(0, defaultBpm);
            map.meters.add(new Meter(0, BeatGrid.beatsPerBar(analysis)));
            return map;
        }
        List<BeatGrid.Run> runs = grid.runs(tolerance, step);
        int lead = map.lead(grid.time(0), runs.get(0).bpm());
        for (BeatGrid.Run run : runs) {
            map.add((long) (lead + run.beat()) * perQuarter, run.bpm());
        }
        map.addMeters(grid, lead, BeatGrid.beatsPerBar(analysis));
        return map;
    }

    List<Change> changes() {
        return changes;
    }

    List<Meter> meters() {
        return meters;
    }

    /** The tick nearest to a moment. */
    long tick(double second) {
        int i = changes.size() - 1;
        while (i > 0 && seconds.get(i) > second) {
            i--;
        }
        double quarters = (second - seconds.get(i)) * 1e6 / changes.get(i).microsPerQuarter();
        return Math.max(0, changes.get(i).tick() + Math.round(quarters * perQuarter));
    }

    /** Quarters before the first beat. */
    private int lead(double first, double bpm) {
        if (first < EARLIEST) {
            return 0;
        }
        int quarters = (int) Math.max(1, Math.round(first * bpm / 60));
        add(0, 60 * quarters / first);
        return quarters;
    }

    private void add(long tick, double bpm) {
        int micros = (int) Math.max(1, Math.min(LONGEST_QUARTER, Math.round(MICROS / bpm)));
        double second = 0;
        if (!changes.isEmpty()) {
            Change last = changes.get(changes.size() - 1);
            double quarters = (double) (tick - last.tick()) / perQuarter;
            second = seconds.get(seconds.size() - 1) + quarters * last.microsPerQuarter() / 1e6;
        }
        changes.add(new Change(tick, micros));
        seconds.add(second);
    }

    private void addMeters(BeatGrid grid, int lead, int beatsPerBar) {
        int first = 0;
        while (first < grid.size() && grid.position(first) != 1) {
            first++;
        }
        int upbeat = first == grid.size() ? 0 : (lead + first) % beatsPerBar;
        if (upbeat > 0) {
            meters.add(new Meter(0, upbeat));
        }
        meters.add(new Meter((long) upbeat * perQuarter, beatsPerBar));
    }
}
