package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while a receiver thinks about its answer. */
@Tag("slow")
class WebhookCrashTest {
    @TempDir
    Path folder;

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer receiver;

    private record Heard(String id, String type) {}

    @BeforeEach
    void startReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::hear);
        receiver.start();
    }

    @AfterEach
    void stopReceiver() {
        mayAnswer.countDown();
        receiver.stop(0);
        threads.shutdownNow();
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(
                new Heard(exchange.getRequestHeaders().getFirst("webhook-id"), new JsonObject(body).getString("type")));
        try {
            mayAnswer.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Test
    void everyEventIsToldUnderOneId_alsoTheOneInFlight() throws Exception {
        String authority = "127.0.0.1:" + receiver.getAddress().getPort();
        Map<String, String> environment = Map.of("FETCH_ALLOWED_HOSTS", authority);
        Path data = PreparedData.in(folder.resolve("data"));
        String track;
        String webhook;
        try (AlchemyProcess first = AlchemyProcess.up(data, environment)) {
            ApiClient client = new ApiClient(first.address());
            webhook = client.post("/api/webhooks", "{\"url\":\"http://" + authority + "/\"}")
                    .getString("id");
            track = client.upload(Songs.demo(folder.resolve("song.wav"), 1), "{}");
            Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> !heard.isEmpty());
            first.kill();
        }
        Heard inFlight = heard.get(0);
        mayAnswer.countDown();

        try (AlchemyProcess second = AlchemyProcess.up(data, environment)) {
            ApiClient client = new ApiClient(second.address());
            int jobs = client.settled(track).getJsonArray("jobs").size();
            Awaitility.await().atMost(120, TimeUnit.SECONDS).until(() -> delivered(client, webhook) == jobs + 1);
        }

        assertThat(heard.stream().filter(inFlight::equals)).hasSizeGreaterThanOrEqualTo(2);
        Map<String, Long> typesOfIds =
                heard.stream().distinct().collect(Collectors.groupingBy(Heard::type, Collectors.counting()));
        assertThat(typesOfIds).containsOnlyKeys("job.completed", "track.ready").containsEntry("track.ready", 1L);
    }

    private static long delivered(ApiClient client, String webhook) throws Exception {
        return new JsonObject(client.text("/api/webhooks/" + webhook + "/deliveries?state=delivered&limit=100"))
                .getJsonArray("deliveries")
                .size();
    }
}
