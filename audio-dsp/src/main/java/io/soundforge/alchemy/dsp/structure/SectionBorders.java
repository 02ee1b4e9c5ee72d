package io.soundforge.alchemy.dsp.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Chooses the borders of sections: the strongest peaks of novelty that leave every section its shortest length. */
final class SectionBorders {
    static final int SHORTEST_SECTION = 4;
    static final double FAINTEST = 0.12;

    private SectionBorders() {}

    /** The first unit of every section and, last, the number of units. */
    static List<Integer> of(double[] novelty) {
        NavigableSet<Integer> borders = new TreeSet<>(List.of(0, novelty.length));
        List<Integer> peaks = peaks(novelty);
        peaks.sort(Comparator.comparingDouble((Integer i) -> -novelty[i]).thenComparingInt(i -> i));
        for (int peak : peaks) {
            if (isFree(borders, peak)) {
                borders.add(peak);
            }
        }
        return new ArrayList<>(borders);
    }

    private static List<Integer> peaks(double[] novelty) {
        List<Integer> peaks = new ArrayList<>();
        for (int i = 1; i < novelty.length - 1; i++) {
            if (novelty[i] > FAINTEST && novelty[i] >= novelty[i - 1] && novelty[i] > novelty[i + 1]) {
                peaks.add(i);
            }
        }
        return peaks;
    }

    private static boolean isFree(NavigableSet<Integer> borders, int unit) {
        return borders.subSet(unit - SHORTEST_SECTION + 1, unit + SHORTEST_SECTION)
                .isEmpty();
    }
}
