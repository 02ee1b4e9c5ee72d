package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.nodes.NodeProfile;
import io.soundforge.alchemy.platform.nodes.NodeRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void cluster_showsNodesMembersAndQueues() throws Exception {
        GatewayHarness gateway = new GatewayHarness(services);
        await(new NodeRegistry(services.database())
                .started(new NodeProfile(
                        "n1", Set.of(Role.DOWNLOAD, Role.SPOTIFY), "1.2", "box", 42, 3, Map.of("download", 3))));
        gateway.upload("file", "song.wav", "RIFF....", "");

        JsonObject cluster = json(gateway.get("/api/cluster"));

        assertThat(cluster.getBoolean("clustered")).isTrue();
        assertThat(cluster.getJsonArray("members")).containsExactly("127.0.0.1:15701");
        JsonObject node = cluster.getJsonArray("nodes").getJsonObject(0);
        assertThat(node.getJsonArray("roles"))
                .isEqualTo(new JsonArray().add("spotify").add("download"));
        assertThat(node.getString("version")).isEqualTo("1.2");
        assertThat(node.getString("seen")).isNotEmpty();
        assertThat(node.fieldNames()).doesNotContain("host", "pid");
        assertThat(node.getJsonObject("slots").getJsonObject("download"))
                .isEqualTo(new JsonObject().put("used", 0).put("total", 3));
        JsonObject downloads = cluster.getJsonArray("queues").getJsonObject(1);
        assertThat(downloads.getString("kind")).isEqualTo("download");
        assertThat(downloads.getInteger("queued")).isEqualTo(1);
        assertThat(downloads.getDouble("oldestQueuedSeconds")).isNotNegative();
    }
}
