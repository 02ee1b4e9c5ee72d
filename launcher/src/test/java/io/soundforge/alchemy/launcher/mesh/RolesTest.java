package io.soundforge.alchemy.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.launcher.system.PreparedData;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of the mesh, each in this process and without a cluster. */
class RolesTest {
    @TempDir
    static Path shared;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startDatabases() throws IOException {
        postgres = EmbeddedPostgres.start(PreparedData.in(shared).resolve("postgres"), shared.resolve("logs"));
        redis = EmbeddedRedis.start(shared.resolve("redis"), shared.resolve("logs"));
    }

    @AfterAll
    static void stopDatabases() {
        redis.close();
        postgres.close();
    }

    @Test
    void gatewayAlone_servesTheApi_saysWhoIsMissing_andLooksForNoFfmpegAndNoModels() throws Exception {
        try (HostedServer server = start("gateway")) {
            assertThat(get(server, "/api/tracks").statusCode()).isEqualTo(200);
            HttpResponse<String> sockets = get(server, "/ws");
            assertThat(sockets.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(sockets.body()).getString("error")).contains("role websocket");
            assertThat(get(server, "/api/models").statusCode()).isEqualTo(503);
            assertThat(new JsonObject(get(server, "/api/cluster").body())
                            .getJsonArray("nodes")
                            .getJsonObject(0)
                            .getJsonArray("roles"))
                    .containsExactly("gateway");
        }
        assertThat(shared.resolve("gateway/tools")).doesNotExist();
        assertThat(shared.resolve("gateway/models")).doesNotExist();
    }

    @Test
    void socketsAlone_areServedWithHealth_andWithoutTheApi() throws Exception {
        try (HostedServer server = start("websocket")) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://" + server.address().getAuthority() + "/ws"), new WebSocket.Listener() {})
                    .get(30, TimeUnit.SECONDS);
            assertThat(socket.isInputClosed()).isFalse();
            assertThat(get(server, "/health").body()).startsWith("{\"status\":\"ok\",\"roles\":[\"websocket\"],");
            assertThat(get(server, "/api/tracks").statusCode()).isEqualTo(404);
            socket.abort();
        }
    }

    @Test
    void workerAlone_isFoundHealthy_onAFreePortOfLoopback() throws Exception {
        try (HostedServer server = start("processing")) {
            assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(get(server, "/health").body()).startsWith("{\"status\":\"ok\",\"roles\":[\"processing\"],");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body()).contains("alchemy_slots{kind=\"separate\"} 1.0");
        }
        try (Stream<Path> files = Files.list(shared.resolve("processing"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("node");
        }
    }

    @Test
    void aNodeThatIsAskedToGo_saysThatItIsNotReady_beforeItStopsAnswering() throws Exception {
        HostedServer server = start("analysis", "10");
        assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);

        CompletableFuture<Void> gone = CompletableFuture.runAsync(server::close);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(server, "/health/ready").statusCode() == 503);
        assertThat(new JsonObject(get(server, "/health/ready").body()).getString("status"))
                .isEqualTo("draining");
        assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
        gone.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> get(server, "/health/live")).isInstanceOf(IOException.class);
    }

    private static HostedServer start(String roles) {
        return start(roles, "0");
    }

    private static HostedServer start(String roles, String drainSeconds) {
        AlchemyConfig config = ConfigReader.read(Map.of(
                "DATABASE_URL", postgres.uri(),
                "REDIS_URL", redis.uri(),
                "AUDIO_DATA_PATH", shared.resolve("audio").toString(),
                "LEGACY_WS_PORT", "0",
                "DRAIN_SECONDS", drainSeconds));
        AlchemyConfig part = config.withCluster(config.cluster().withRoles(Role.parse(roles)));
        return HostedServer.start(
                roles.equals("gateway") ? part.onPort(0) : part,
                new DataFolder(shared.resolve(roles)),
                List.of(),
                new MeshStarter());
    }

    private HttpResponse<String> get(HostedServer server, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
    }
}
