package io.soundforge.alchemy.platform.nodes;

import java.util.List;

/** Who shares this process's event bus, besides and including itself. */
@FunctionalInterface
public interface ClusterMembers {
    /** {@code host:port} of each, in the order in which they joined; empty for a process on its own. */
    List<String> addresses();
}
