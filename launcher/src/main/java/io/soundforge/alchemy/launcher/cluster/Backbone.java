package io.soundforge.alchemy.launcher.cluster;

import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.platform.nodes.ClusterMembers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The Vert.x of this process, and who shares its event bus. */
public record Backbone(Vertx vertx, ClusterMembers members) {
    /**
     * Joins the others if that is configured; blocks. Nothing of Hazelcast starts otherwise.
     *
     * @throws io.soundforge.alchemy.launcher.LaunchException if the cluster file is of no use or the cluster cannot be
     *     joined
     */
    public static Backbone of(ClusterConfig cluster) throws TimeoutException {
        return cluster.joined() ? HazelcastCluster.join(cluster) : new Backbone(Vertx.vertx(), List::of);
    }
}
