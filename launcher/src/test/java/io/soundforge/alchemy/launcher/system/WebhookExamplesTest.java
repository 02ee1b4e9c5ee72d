package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.platform.fixture.FreePorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receivers under {@code examples/}, run as their reader would run them, told by a whole server. */
class WebhookExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static List<Integer> ports;
    private static HostedServer server;

    @BeforeAll
    static void start() throws IOException {
        ports = FreePorts.find(2);
        server = HostedServer.start(
                ConfigReader.read(Map.of(
                                "FETCH_ALLOWED_HOSTS", "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1)))
                        .onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("slow")
    void java_takesWhatIsSigned_andNothingElse() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        receives(
                ports.get(0),
                java,
                EXAMPLES.resolve("java/ReceiveWebhooks.java").toString());
    }

    @Test
    @Tag("node")
    void node_takesWhatIsSigned_andNothingElse() throws Exception {
        receives(
                ports.get(1),
                "node",
                EXAMPLES.resolve("node/receive-webhooks.mjs").toString());
    }

    private static void receives(int port, String... program) throws Exception {
        JsonObject webhook = post("/api/webhooks", new JsonObject().put("url", "http://127.0.0.1:" + port + "/in"));
        String path = "/api/webhooks/" + webhook.getString("id");
        Path output = Files.createTempFile(folder, "receiver", ".txt");
        ProcessBuilder builder = new ProcessBuilder(program[0], program[1], String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("WEBHOOK_SECRET", webhook.getString("secret"));
        Process receiver = builder.start();
        try {
            told(output, "listening");

            JsonObject delivery = post(path + "/test", new JsonObject());

            told(output, delivery.getString("eventId"));
            assertThat(Files.readString(output)).contains("webhook.test");
            assertThat(forged(port)).isEqualTo(401);
            told(output, "refused");
        } finally {
            receiver.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static int forged(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in"))
                .timeout(Duration.ofSeconds(60))
                .header("webhook-id", "msg_forged")
                .header("webhook-timestamp", String.valueOf(System.currentTimeMillis() / 1000))
                .header("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
                .POST(BodyPublishers.ofString("{\"type\":\"webhook.test\"}"))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static JsonObject post(String path, JsonObject body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
        return new JsonObject(HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body());
    }

    private static void told(Path output, String words) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.readString(output)
                .contains(words));
    }
}
