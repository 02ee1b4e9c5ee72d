package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The track's time as beats, bars and seconds. Beats and bars are those that were heard, not a grid.
 *
 * @param tempo beats per minute, fractional
 * @param duration seconds
 * @param beats labelled {@code bar.beat}: bars count from 1, beats within a bar from 0; those before the first bar are
 *     in bar 0
 * @param smpte one per second, labelled {@code hh:mm:ss:ff}
 */
record Timeline(
        @Nullable Double tempo,
        @Nullable String timeSignature,
        double duration,
        List<Mark> beats,
        List<Mark> bars,
        List<TimeCode> smpte,
        @Nullable Integer beatsPerBar) {
    /** @param time seconds */
    record Mark(int index, double time, String label) {}

    /** @param time seconds */
    record TimeCode(double time, String label) {}

    static Timeline of(TrackAnalysis analysis) {
        return new Timeline(
                analysis.bpm(),
                analysis.timeSignature(),
                analysis.duration(),
                beats(analysis.beats(), new HashSet<>(analysis.downbeats())),
                bars(analysis.downbeats()),
                smpte(analysis.duration()),
                beatsPerBar(analysis.timeSignature()));
    }

    private static List<Mark> beats(List<Double> beats, Set<Double> downbeats) {
        List<Mark> marks = new ArrayList<>();
        int bar = 0;
        int beat = 0;
        for (double time : beats) {
            boolean begins = downbeats.contains(time);
            bar += begins ? 1 : 0;
            beat = begins ? 0 : beat;
            marks.add(new Mark(marks.size(), time, bar + "." + beat));
            beat++;
        }
        return List.copyOf(marks);
    }

    private static List<Mark> bars(List<Double> downbeats) {
        return IntStream.range(0, downbeats.size())
                .mapToObj(i -> new Mark(i, downbeats.get(i), Integer.toString(i + 1)))
                .toList();
    }

    private static List<TimeCode> smpte(double duration) {
        return IntStream.rangeClosed(0, (int) duration)
                .mapToObj(second -> new TimeCode(second, timeCode(second)))
                .toList();
    }

    private static String timeCode(int second) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d:00", second / 3600, second / 60 % 60, second % 60);
    }

    private static @Nullable Integer beatsPerBar(@Nullable String timeSignature) {
        return timeSignature == null ? null : Integer.valueOf(timeSignature.substring(0, timeSignature.indexOf('/')));
    }
}
