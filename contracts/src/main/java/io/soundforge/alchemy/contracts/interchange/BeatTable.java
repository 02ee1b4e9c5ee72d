package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.Locale;

/** Beats as comma-separated values: {@code time,beat,bar,position}. */
public final class BeatTable {
    private BeatTable() {}

    /**
     * One line per beat: seconds, number from 1 on, number of the bar (0 before the first bar line), place in the bar from 1 on.
     * Bar and place are empty where bars are not known.
     */
    public static String csv(TrackAnalysis analysis) {
        BeatGrid grid = BeatGrid.of(analysis);
        StringBuilder lines = new StringBuilder("time,beat,bar,position\r\n");
        for (int i = 0; i < grid.size(); i++) {
            boolean known = grid.position(i) > 0;
            lines.append(String.format(
                    Locale.ROOT,
                    "%.4f,%d,%s,%s\r\n",
                    grid.time(i),
                    i + 1,
                    known ? grid.bar(i) : "",
                    known ? grid.position(i) : ""));
        }
        return lines.toString();
    }
}
