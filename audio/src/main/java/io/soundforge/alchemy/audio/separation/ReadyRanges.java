package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.stems.FrameRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stretches of a track that are final, those that touch joined. */
final class ReadyRanges {
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** Adds a stretch that overlaps none of the others. */
    void add(long from, long to) {
        long begin = from;
        long end = to;
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        if (before != null && before.getValue() == from) {
            begin = before.getKey();
        }
        Long after = ends.remove(to);
        if (after != null) {
            end = after;
        }
        ends.put(begin, end);
    }

    List<FrameRange> list() {
        return ends.entrySet().stream()
                .map(range -> new FrameRange(range.getKey(), range.getValue()))
                .toList();
    }
}
