package io.soundforge.alchemy.launcher.cluster;

import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.platform.nodes.ClusterMembers;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
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
        return of(cluster, VertxBuilder::with);
    }

    /**
     * As above.
     *
     * @param preparing gives the builder the options, and whatever else belongs to this process
     */
    public static Backbone of(ClusterConfig cluster, Preparing preparing) throws TimeoutException {
        return cluster.joined()
                ? HazelcastCluster.join(cluster, preparing)
                : new Backbone(
                        preparing.prepare(Vertx.builder(), new VertxOptions()).build(), List::of);
    }

    /** The last hand on a Vert.x that is about to be built. */
    @FunctionalInterface
    public interface Preparing {
        VertxBuilder prepare(VertxBuilder builder, VertxOptions options);
    }
}
