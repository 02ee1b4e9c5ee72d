package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // each test starts the edge with limits of its own
class LimitsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private LiveEdge edge;

    @AfterEach
    void stop() {
        edge.close();
    }

    /** The connection's buffers in the kernel hold some megabytes; then its queue fills. */
    @Test
    void clientThatDoesNotRead_isClosedAs1013_andNobodyElseIsKeptWaiting() {
        edge = new LiveEdge(services, new LiveLimits(100, 100, 10, 50, 1 << 20));
        TrackId track = edge.newTrack("flood").id();
        PlainClient slow = edge.connect();
        PlainClient quick = edge.connect();
        slow.subscribe("flood");
        quick.subscribe("flood");
        slow.frame("track:snapshot", 0);
        quick.frame("track:snapshot", 0);
        slow.socket.pause();

        Job large = withStage(LiveEdge.job(track, JobState.RUNNING, 1), "x".repeat(200_000));
        for (int i = 0; i < 100; i++) {
            edge.tell(large, JobEventType.UPDATED);
            quick.frame("analysis:job:updated", i);
        }

        slow.socket.resume();
        eventually().until(slow.socket::isClosed);
        assertThat(slow.socket.closeStatusCode()).isEqualTo((short) 1013);
        assertThat(slow.named("analysis:job:updated").size()).isLessThan(100);
        assertThat(quick.socket.isClosed()).isFalse();
    }

    /** It never comes to read why: nothing of it stays behind all the same. */
    @ParameterizedTest
    @CsvSource({"/ws,deluge", "/api/tracks/flooding/events,flooding"})
    void clientThatNeverReadsAgain_losesItsConnection(String path, String name) throws Exception {
        edge = new LiveEdge(services, new LiveLimits(100, 100, 10, 50, 1 << 20));
        TrackId track = edge.newTrack(name).id();
        PlainClient quick = edge.connect();
        quick.subscribe(name);
        quick.frame("track:snapshot", 0);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            beginAndFollow(silent, path, name);

            Job large = withStage(LiveEdge.job(track, JobState.RUNNING, 1), "x".repeat(200_000));
            for (int i = 0; i < 100; i++) {
                edge.tell(large, JobEventType.UPDATED);
                quick.frame("analysis:job:updated", i);
            }

            eventually().until(() -> !edge.hasConnection(silent.getLocalPort()));
        }
        assertThat(quick.socket.isClosed()).isFalse();
    }

    /** Reads the beginning, so that it follows before the flood, and nothing after. */
    private static void beginAndFollow(Socket socket, String path, String track) throws IOException {
        boolean webSocket = path.equals("/ws");
        String upgrade = String.join(
                "\r\n",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "");
        String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (webSocket ? upgrade : "") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        if (webSocket) {
            readUntil(socket, "\r\n\r\n");
            byte[] text =
                    ("{\"event\":\"subscribe:track\",\"data\":\"" + track + "\"}").getBytes(StandardCharsets.US_ASCII);
            ByteBuffer frame = ByteBuffer.allocate(6 + text.length)
                    .put((byte) 0x81)
                    .put((byte) (0x80 | text.length))
                    .putInt(0) // the mask
                    .put(text);
            socket.getOutputStream().write(frame.array());
        }
        readUntil(socket, "track:snapshot");
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (!heard.toString(StandardCharsets.ISO_8859_1).contains(text)) {
            int next = socket.getInputStream().read();
            assertThat(next).as(heard.toString(StandardCharsets.ISO_8859_1)).isNotNegative();
            heard.write(next);
        }
    }

    @Test
    void updatesForAClientThatDoesNotRead_giveWayToNewer_andItsFactsArriveWhenItReadsAgain() {
        edge = new LiveEdge(services, new LiveLimits(100, 100, 10, 50, 1 << 20));
        TrackId track = edge.newTrack("patient").id();
        PlainClient slow = edge.connect();
        PlainClient quick = edge.connect();
        slow.subscribe("patient");
        quick.subscribe("patient");
        slow.frame("track:snapshot", 0);
        quick.frame("track:snapshot", 0);
        slow.socket.pause();

        Job running = LiveEdge.job(track, JobState.RUNNING, 0);
        for (int percent = 0; percent < 100; percent++) {
            edge.progress(withStage(running.withProgress(percent), "x".repeat(200_000)));
            quick.frame("analysis:job:updated", percent);
        }
        edge.tell(LiveEdge.job(track, JobState.COMPLETED, 100), JobEventType.COMPLETED);
        quick.frame("analysis:job:completed", 0);
        slow.socket.resume();

        slow.frame("analysis:job:completed", 0);
        assertThat(slow.named("analysis:job:updated").size()).isLessThan(100);
        assertThat(slow.frames.get(slow.frames.size() - 1).getLong("seq")).isEqualTo(1);
    }

    @Test
    void addressWithTooManyConnections_isTurnedAwayByEveryProtocol_andLetInWhenOneLeaves() throws Exception {
        edge = new LiveEdge(services, new LiveLimits(100, 2, 10, 50, 1 << 20));
        edge.newTrack("crowded");
        PlainClient first = edge.connect();
        edge.connect();

        assertThatThrownBy(() -> edge.connect()).hasMessageContaining("429");
        assertThat(get("/socket.io/?EIO=4&transport=polling").body()).contains("\"code\":4");
        assertThat(get("/api/tracks/crowded/events").statusCode()).isEqualTo(429);

        first.leave();
        eventually().untilAsserted(() -> assertThat(
                        get("/socket.io/?EIO=4&transport=polling").statusCode())
                .isEqualTo(200));
    }

    @Test
    void clientThatTalksTooFast_isClosedAs1008() {
        edge = new LiveEdge(services, new LiveLimits(100, 100, 10, 1, 1 << 20));
        PlainClient client = edge.connect();

        for (int i = 0; i < 30; i++) {
            client.socket.writeTextMessage("{\"event\":\"unsubscribe:track\",\"data\":\"any\"}");
        }

        eventually().until(client.socket::isClosed);
        assertThat(client.socket.closeStatusCode()).isEqualTo((short) 1008);
    }

    @Test
    void clientThatFollowsTooMuch_isRefusedOneMore() {
        edge = new LiveEdge(services, new LiveLimits(100, 100, 2, 50, 1 << 20));
        PlainClient client = edge.connect();

        client.subscribe("one");
        client.subscribe("two");
        client.frame("track:waiting", 1);
        client.subscribe("three");

        assertThat(client.frame("error", 0).getJsonObject("data").getString("code"))
                .isEqualTo("rate_limited");
        client.say("unsubscribe:track", "one");
        client.subscribe("three");
        client.frame("track:waiting", 2);
    }

    @Test
    void messageThatIsTooLong_closesAs1009() {
        edge = new LiveEdge(services, LiveLimits.DEFAULTS);
        PlainClient client = edge.connect();

        await(client.socket.writeTextMessage("x".repeat(70_000)));

        eventually().until(client.socket::isClosed);
        assertThat(client.socket.closeStatusCode()).isEqualTo((short) 1009);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static Job withStage(Job job, String stage) {
        return new Job(
                job.id(),
                job.kind(),
                job.state(),
                job.track(),
                job.owner(),
                job.progress(),
                stage,
                job.attempt(),
                job.maxAttempts(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
