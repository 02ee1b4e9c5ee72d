package io.soundforge.alchemy.dsp.structure;

import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the sections of a track: bars as units, their likeness to each other, borders where it changes, names for what
 * comes back. Sections have four bars or more.
 */
public final class StructureAnalyzer {
    private static final double SHORTEST_SECONDS = 8;
    private static final double SILENT_DB = -75;
    /** As much as between two parts that have next to nothing in common. */
    private static final double CLEAR_NOVELTY = 0.8;

    private StructureAnalyzer() {}

    /**
     * The sections of a track.
     *
     * @param duration seconds
     * @param levels levels of frequency bands in dB
     * @param notes strengths of pitch classes, 0 to 1
     */
    public static StructureFinding find(RhythmFinding rhythm, double duration, Feature levels, Feature notes) {
        if (duration < SHORTEST_SECONDS) {
            return StructureFinding.none("shorter than " + (int) SHORTEST_SECONDS + " seconds");
        }
        BarGrid grid = BarGrid.of(rhythm, duration);
        BarFeatures features = new BarFeatures(grid, levels, notes);
        if (features.loudestDb() < SILENT_DB) {
            return StructureFinding.none("silence");
        }
        SelfSimilarity similarity = new SelfSimilarity(features);
        double[] novelty = CheckerboardNovelty.of(similarity);
        List<Integer> borders = SectionBorders.of(novelty);
        List<Integer> numbers = new SectionLabels(similarity, borders).numbers();
        return new StructureFinding(stretches(grid, borders, numbers, novelty), null);
    }

    /** Neighbours of one name are one section: what changed between them was a fill or a break. */
    private static List<Stretch> stretches(
            BarGrid grid, List<Integer> borders, List<Integer> numbers, double[] novelty) {
        List<Stretch> stretches = new ArrayList<>();
        int first = 0;
        for (int section = 0; section < numbers.size(); section++) {
            boolean last = section + 1 == numbers.size();
            if (last || !numbers.get(section).equals(numbers.get(section + 1))) {
                String name = SectionLabels.name(numbers.get(section));
                int border = borders.get(first);
                double clear = border == 0 ? 1 : Math.min(1, novelty[border] / CLEAR_NOVELTY);
                stretches.add(new Stretch(grid.start(border), grid.start(borders.get(section + 1)), name, clear));
                first = section + 1;
            }
        }
        return stretches;
    }
}
