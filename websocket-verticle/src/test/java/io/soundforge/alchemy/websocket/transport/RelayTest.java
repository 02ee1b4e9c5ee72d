package io.soundforge.alchemy.websocket.transport;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that share a bus, and a client whose requests go now to one and now to the other. */
class RelayTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Node owner = new Node();
    private final Node other = new Node();
    private String ownersDeployment;

    /** A node that sends back what it is sent. */
    private static final class Node extends VerticleBase {
        private volatile @Nullable EngineServer engine;
        private volatile @Nullable HttpServer server;

        @Override
        public Future<?> start() {
            EngineServer sessions = new EngineServer(
                    vertx,
                    EngineSettings.DEFAULTS,
                    new Relay(new Bus(vertx), new SessionIds()),
                    (session, request) -> new Echo(session));
            engine = sessions;
            return vertx.createHttpServer()
                    .requestHandler(sessions)
                    .listen(0, "127.0.0.1")
                    .onSuccess(listening -> server = listening);
        }

        int clients() {
            return Objects.requireNonNull(engine).clients();
        }

        int port() {
            return Objects.requireNonNull(server).actualPort();
        }
    }

    private record Echo(EngineSession session) implements SessionListener {
        @Override
        public void message(EnginePacket packet) {
            session.send(packet);
        }

        @Override
        public void closed(CloseReason reason) {
            // Nothing is kept of a client.
        }
    }

    @BeforeEach
    void start() {
        ownersDeployment = await(vertx.deployVerticle(owner));
        await(vertx.deployVerticle(other));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void requestsThatReachAnotherNode_areServedByTheOwner() throws Exception {
        String sid = handshake();

        assertThat(send(other, sid, "4hello").body()).isEqualTo("ok");
        assertThat(poll(other, sid).get(30, TimeUnit.SECONDS).body()).isEqualTo("4hello");
        assertThat(send(other, sid, "4more").body()).isEqualTo("ok");
        assertThat(poll(owner, sid).get(30, TimeUnit.SECONDS).body()).isEqualTo("4more");
        assertThat(other.clients()).isZero();
    }

    @Test
    void getThatWaits_outlivesTheTurnsInWhichItIsAskedFor() throws Exception {
        String sid = handshake();

        CompletableFuture<HttpResponse<String>> waiting = poll(other, sid);
        await(vertx.timer(Relay.WAIT_MILLIS + 500, TimeUnit.MILLISECONDS)); // the first turn is over
        assertThat(waiting).isNotDone();
        send(owner, sid, "4late");

        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).isEqualTo("4late");
    }

    @Test
    void ownerIsGone_theClientLearnsThatItsSessionIs() throws Exception {
        String sid = handshake();
        CompletableFuture<HttpResponse<String>> waiting = poll(other, sid);
        await(vertx.undeploy(ownersDeployment));

        assertThat(waiting.get(30, TimeUnit.SECONDS).body()).contains("\"code\":1");
        assertThat(send(other, sid, "4hello").body()).contains("\"code\":1");
        assertThat(poll(other, sid).get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
    }

    @Test
    void getThatIsBrokenOff_endsTheSession_forItsPacketsMayBeLost() throws Exception {
        String sid = handshake();
        HttpClient leaving = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> waiting = leaving.sendAsync(get(other, sid), BodyHandlers.ofString());
        assertThat(send(owner, sid, "3").body()).isEqualTo("ok"); // the session lives

        waiting.cancel(true);

        eventually().until(() -> owner.clients() == 0);
    }

    @Test
    void bodyThatIsNoPayload_isRefusedAndEndsTheSession() throws Exception {
        String sid = handshake();

        assertThat(send(other, sid, "abc").statusCode()).isEqualTo(400);

        assertThat(owner.clients()).isZero();
    }

    @Test
    void bodyThatIsTooLarge_neverReachesTheOwner() throws Exception {
        String sid = handshake();

        assertThat(send(other, sid, "4" + "x".repeat(1_000_000)).statusCode()).isEqualTo(413);

        assertThat(owner.clients()).isEqualTo(1);
    }

    @Test
    void idThatNobodyGave_isUnknown() throws Exception {
        assertThat(poll(other, "A".repeat(40)).get(30, TimeUnit.SECONDS).body()).contains("\"code\":1");
        assertThat(poll(other, "../etc").get(30, TimeUnit.SECONDS).body()).contains("\"code\":1");
    }

    @Test
    void webSocketForASessionOfAnotherNode_isRefused_andTheSessionGoesOnPolling() throws Exception {
        String sid = handshake();

        Throwable refusal = vertx.createWebSocketClient()
                .connect(other.port(), "127.0.0.1", "/socket.io/?EIO=4&transport=websocket&sid=" + sid)
                .map(open -> new Throwable("was let in"))
                .otherwise(error -> error)
                .await(30, TimeUnit.SECONDS);

        assertThat(refusal).hasMessageContaining("400");
        send(other, sid, "4still here");
        assertThat(poll(owner, sid).get(30, TimeUnit.SECONDS).body()).isEqualTo("4still here");
    }

    private String handshake() throws Exception {
        String open = client.send(get(owner, ""), BodyHandlers.ofString()).body();
        return new JsonObject(open.substring(1)).getString("sid");
    }

    private CompletableFuture<HttpResponse<String>> poll(Node node, String sid) {
        return client.sendAsync(get(node, sid), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(Node node, String sid, String body) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(address(node, sid))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(post, BodyHandlers.ofString());
    }

    private static HttpRequest get(Node node, String sid) {
        return HttpRequest.newBuilder(address(node, sid)).build();
    }

    private static URI address(Node node, String sid) {
        String session = sid.isEmpty() ? "" : "&sid=" + sid;
        return URI.create("http://127.0.0.1:" + node.port() + "/socket.io/?EIO=4&transport=polling" + session);
    }
}
