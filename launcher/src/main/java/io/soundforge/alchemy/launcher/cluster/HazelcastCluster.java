package io.soundforge.alchemy.launcher.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shares the event bus with the other nodes. */
final class HazelcastCluster {
    private static final long JOIN_SECONDS = 60;

    private HazelcastCluster() {}

    static Backbone join(ClusterConfig cluster, Backbone.Preparing preparing) throws TimeoutException {
        String address = ClusterFile.addressOf(cluster.host());
        Config config = ClusterFile.read(cluster, address);
        HazelcastClusterManager manager = new HazelcastClusterManager(config);
        VertxOptions options = new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(address));
        try {
            Vertx vertx = preparing
                    .prepare(Vertx.builder(), options)
                    .withClusterManager(manager)
                    .buildClustered()
                    .await(JOIN_SECONDS, TimeUnit.SECONDS);
            return new Backbone(vertx, () -> addresses(manager));
        } catch (HazelcastException | IllegalStateException e) {
            throw new LaunchException(
                    "The cluster cannot be joined on " + address + ":" + cluster.port() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> addresses(HazelcastClusterManager manager) {
        return manager.getHazelcastInstance().getCluster().getMembers().stream()
                .map(member -> text(member.getAddress()))
                .toList();
    }

    private static String text(Address address) {
        return address.getHost() + ":" + address.getPort();
    }
}
