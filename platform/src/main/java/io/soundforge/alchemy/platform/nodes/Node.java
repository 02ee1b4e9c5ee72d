package io.soundforge.alchemy.platform.nodes;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that takes part, as the others see it. Times are those of the database's clock.
 *
 * @param roles as texts, because a node of another release may have some that are unknown here
 * @param seenSecondsAgo how long ago it was last heard of
 * @param slots by kind of job, as texts for the same reason
 */
public record Node(
        String name,
        List<String> roles,
        String version,
        Instant startedAt,
        Instant seen,
        double seenSecondsAgo,
        Map<String, Slots> slots) {
    /**
     * Jobs of one kind on one node.
     *
     * @param used that run there now
     * @param total that may run there at once
     */
    public record Slots(long used, int total) {}

    public Node {
        roles = List.copyOf(roles);
        slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    }

    /** The same with so many jobs of each kind running on it. */
    Node running(Map<String, Long> jobs) {
        Map<String, Slots> used = new TreeMap<>();
        slots.forEach((kind, some) -> used.put(kind, new Slots(jobs.getOrDefault(kind, 0L), some.total())));
        return new Node(name, roles, version, startedAt, seen, seenSecondsAgo, used);
    }
}
