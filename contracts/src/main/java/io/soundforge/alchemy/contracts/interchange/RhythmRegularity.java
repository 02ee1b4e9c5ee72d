package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How even beats are. */
public final class RhythmRegularity {
    private static final int FEWEST_BEATS = 3;

    private RhythmRegularity() {}

    /** What the analysis says; reckoned from its beats if it was stored before it said so. */
    public static @Nullable Double of(TrackAnalysis analysis) {
        return analysis.rhythmRegularity() == null ? of(analysis.beats()) : analysis.rhythmRegularity();
    }

    /**
     * One minus the coefficient of variation of the intervals between beats: 1 for a machine, less for people, never below
     * 0; null for fewer than three beats, which have no variation.
     *
     * @param beats seconds, ascending
     */
    public static @Nullable Double of(List<Double> beats) {
        if (beats.size() < FEWEST_BEATS) {
            return null;
        }
        double[] intervals = IntStream.range(1, beats.size())
                .mapToDouble(i -> beats.get(i) - beats.get(i - 1))
                .toArray();
        double mean = IntStream.range(0, intervals.length)
                .mapToDouble(i -> intervals[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, intervals.length)
                .mapToDouble(i -> (intervals[i] - mean) * (intervals[i] - mean))
                .average()
                .orElseThrow();
        double regularity = mean > 0 ? 1 - Math.sqrt(variance) / mean : 0;
        return Math.round(Math.max(0, regularity) * 1000) / 1000.0;
    }
}
