package io.soundforge.alchemy.platform.http;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets that drip bytes. Patience is short here; that it is too short on a busy machine is no failure. */
class ConnectionGuardTest {
    private final Vertx vertx = Vertx.vertx();
    private @Nullable ConnectionGuard guard;
    private @Nullable HttpServer server;
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void close() {
        over.set(true);
        guard().close();
        await(vertx.close());
    }

    @Test
    void aHeadThatDrips_isGivenUp() throws Exception {
        serve(limits(100, 100, Duration.ofSeconds(1), Duration.ofHours(1)));
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            drip(socket);
            assertThat(rest(socket)).isEmpty();
        }
        eventually().until(() -> guard().held() == 0);
    }

    @Test
    void aConnectionOnWhichNothingComes_isGivenUp_beforeAndBetweenRequests() throws Exception {
        serve(limits(100, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        try (Socket silent = connect();
                Socket used = connect()) {
            used.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(used)).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
            assertThat(rest(silent)).isEmpty();
        }
    }

    @Test
    void aBodyThatDrips_isAnswered408() throws Exception {
        serve(limits(100, 100, Duration.ofHours(1), Duration.ofHours(1)));
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            drip(socket);
            assertThat(rest(socket)).startsWith("HTTP/1.1 408").contains("request_timeout", "application/problem+json");
        }
    }

    @Test
    void aLongAnswerAndAWebSocket_areNotIdle() throws Exception {
        serve(limits(100, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        WebSocketClient client = vertx.createWebSocketClient();
        WebSocket socket = await(client.connect(port(), "127.0.0.1", "/ws"));
        try (Socket slow = connect();
                Socket idle = connect()) {
            slow.getOutputStream()
                    .write("GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(idle)).isEmpty(); // given up, when the others would have been, too
            assertThat(rest(slow)).startsWith("HTTP/1.1 200");
        }
        eventually().until(() -> guard().held() == 1);
        assertThat(socket.isClosed()).isFalse();
        await(socket.close());
        eventually().until(() -> guard().held() == 0);
        await(client.close());
    }

    @Test
    void moreConnectionsThanAnAddressMayHold_areClosed() throws Exception {
        serve(limits(100, 3, Duration.ofHours(1), Duration.ofHours(1)));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(connect());
        }
        eventually().until(() -> guard().held() == 3);
        try (Socket fourth = connect()) {
            assertThat(rest(fourth)).isEmpty();
        }
        sockets.remove(0).close();
        eventually().until(() -> guard().held() == 2);
        try (Socket again = connect()) {
            again.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(again)).startsWith("HTTP/1.1 200");
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aConnection_isClosedAfterItsLastRequest() throws Exception {
        serve(limits(100, 100, Duration.ofHours(1), Duration.ofHours(1)));
        try (Socket socket = connect()) {
            String one = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(one.repeat(5).getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(socket).split("HTTP/1.1 200", -1)).hasSize(4); // three answers
        }
    }

    private static ConnectionLimits limits(int inAll, int perAddress, Duration head, Duration between) {
        return new ConnectionLimits(inAll, perAddress, head, between, Duration.ofSeconds(1), 10_000, 3);
    }

    private void serve(ConnectionLimits limits) {
        ConnectionGuard watching = new ConnectionGuard(vertx, limits, TrustedProxies.NONE);
        guard = watching;
        Router router = Router.router(vertx);
        router.route().handler(watching);
        router.route().failureHandler(context -> Problem.of(AlchemyException.failureOf(context.failure()))
                .send(context.response()));
        router.get("/ws").handler(context -> context.request().toWebSocket());
        router.get("/slow").handler(context -> vertx.timer(4, TimeUnit.SECONDS)
                .onComplete(later -> context.response().end("late")));
        router.route().handler(BodyHandler.create(false));
        router.route().handler(context -> context.response().end("ok"));
        server = await(watching.over(vertx.createHttpServer(ServerLimits.listenOn("127.0.0.1", 0)))
                .requestHandler(router)
                .listen());
    }

    private ConnectionGuard guard() {
        return Objects.requireNonNull(guard);
    }

    private int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** A byte now and then, until the other side has had enough. */
    private void drip(Socket socket) {
        vertx.setPeriodic(
                100,
                tick -> vertx.executeBlocking(() -> {
                    if (!over.get() && !socket.isClosed()) {
                        try {
                            socket.getOutputStream().write('x');
                        } catch (IOException gone) {
                            over.set(true);
                        }
                    }
                    return null;
                }));
    }

    private static String rest(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(some);
                    read >= 0;
                    read = socket.getInputStream().read(some)) {
                answer.append(new String(some, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (SocketException reset) {
            return answer.toString(); // what came before it counts
        }
        return answer.toString();
    }
}
