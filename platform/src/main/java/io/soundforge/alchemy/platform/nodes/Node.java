package io.soundforge.alchemy.platform.nodes;

import java.time.Instant;
import java.util.List;

/**
 * A process that takes part, as the others see it. Times are those of the database's clock.
 *
 * @param roles as texts, because a node of another release may have some that are unknown here
 * @param seenSecondsAgo how long ago it was last heard of
 */
public record Node(
        String name, List<String> roles, String version, Instant startedAt, Instant seen, double seenSecondsAgo) {
    public Node {
        roles = List.copyOf(roles);
    }
}
