package io.soundforge.alchemy.dsp.separation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One pass over a track: an engine, the place where its first segment begins, and what comes of it.
 *
 * @param member which engine of the model
 * @param lead frames of silence that count as the beginning of the track
 * @param segments of the track and that silence
 * @param kept rows of the engine that are stored, because they count for a stem of the model
 * @param rows for each stem of the separation, the engine's row; -1 where it has none
 * @param weights for each stem of the separation, what the row counts in its mean; 0 where it does not
 */
public record PassPlan(
        int member, int lead, SegmentPlan segments, List<Integer> kept, List<Integer> rows, List<Double> weights) {
    public PassPlan {
        kept = List.copyOf(kept);
        rows = List.copyOf(rows);
        weights = List.copyOf(weights);
    }

    /** The rows that the separation reads. */
    List<Integer> needed() {
        return IntStream.range(0, rows.size())
                .filter(stem -> weights.get(stem) > 0)
                .mapToObj(rows::get)
                .distinct()
                .toList();
    }

    /** The first segment that a frame of the track depends on. */
    int firstFor(long frame) {
        return segments.firstReaching(frame + lead);
    }

    /** The last segment that the frames of the track before this one depend on. */
    int lastFor(long end) {
        return segments.lastBefore(end + lead);
    }

    /** First frame of the track that a segment contributes to; negative within the silence before it. */
    long start(int index) {
        return segments.segment(index).offset() - lead;
    }

    /** First frame of the track after a segment's chunk. */
    long end(int index) {
        return segments.segment(index).end() - lead;
    }
}
