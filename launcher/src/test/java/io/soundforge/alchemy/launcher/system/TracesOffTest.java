package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.launcher.tracing.Tracing;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of OpenTelemetry runs unless it is asked for. */
class TracesOffTest {
    @TempDir
    Path folder;

    @Test
    void withoutACollector_nothingIsMade() {
        AlchemyConfig config = ConfigReader.read(Map.of("OTEL_SERVICE_NAME", "somebody"));
        VertxBuilder builder = Vertx.builder();

        Tracing tracing = Tracing.of(config.observation().tracing(), "1", "node");

        assertThat(tracing.traces()).isSameAs(Traces.NONE);
        assertThat(tracing.follow(builder)).isSameAs(builder);
    }

    @Test
    void aMeshWithoutACollector_hasNoThreadForIt() throws Exception {
        // Those of a mesh before this one end after it.
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !exporting());
        AlchemyConfig config = ConfigReader.read(Map.of()).onPort(0);
        try (HostedServer server = HostedServer.start(
                config, new DataFolder(PreparedData.in(folder.resolve("data"))), List.of(), new MeshStarter())) {
            ApiClient client = new ApiClient(server.address());
            String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
            String track = client.upload(Songs.demo(folder.resolve("song.wav"), 1), "{}", "traceparent", parent);
            assertThat(client.settled(track).getString("status")).isEqualTo("ready");
            assertThat(exporting()).isFalse();
        }
    }

    private static boolean exporting() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("BatchSpanProcessor"));
    }
}
