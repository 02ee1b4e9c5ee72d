package io.soundforge.alchemy.platform.nodes;

import io.soundforge.alchemy.platform.jobs.QueueDepth;
import io.soundforge.alchemy.platform.jobs.QueueDepths;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** How the mesh is: who takes part and what waits. */
public final class MeshStatus {
    /**
     * One look.
     *
     * @param clustered whether the answering process shares its event bus with others, or could
     */
    public record Snapshot(boolean clustered, List<String> members, List<Node> nodes, List<QueueDepth> queues) {
        public Snapshot {
            members = List.copyOf(members);
            nodes = List.copyOf(nodes);
            queues = List.copyOf(queues);
        }
    }

    private final NodeRegistry nodes;
    private final QueueDepths queues;
    private final ClusterMembers members;

    public MeshStatus(NodeRegistry nodes, QueueDepths queues, ClusterMembers members) {
        this.nodes = nodes;
        this.queues = queues;
        this.members = members;
    }

    public Future<Snapshot> now() {
        List<String> addresses = members.addresses();
        return nodes.alive().compose(alive -> queues.running().compose(running -> queues.all()
                .map(depths -> new Snapshot(!addresses.isEmpty(), addresses, used(alive, running), depths))));
    }

    private static List<Node> used(List<Node> alive, Map<String, Map<String, Long>> running) {
        return alive.stream()
                .map(node -> node.running(running.getOrDefault(node.name(), Map.of())))
                .toList();
    }
}
