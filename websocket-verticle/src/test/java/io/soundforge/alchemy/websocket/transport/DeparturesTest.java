package io.soundforge.alchemy.websocket.transport;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets on event loops of their own, sessions on another. */
class DeparturesTest {
    private static final int MESSAGES = 400;
    private static final int QUEUE = 64 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient clients = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(QUEUE).setMaxMessageSize(QUEUE));
    private final Sessions sessions = new Sessions();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    /** Has every session on its own event loop. */
    private static final class Sessions extends VerticleBase {
        private final List<EngineSession> open = new ArrayList<>();
        private volatile @Nullable EngineServer engine;

        @Override
        public Future<?> start() {
            EngineSettings settings = EngineSettings.DEFAULTS.withQueue(QUEUE);
            engine = new EngineServer(vertx, settings, new SessionIds(), (session, request) -> {
                open.add(session);
                return new Deaf();
            });
            return Future.succeededFuture();
        }

        void tell(EnginePacket packet) {
            context.runOnContext(turn -> open.forEach(session -> session.send(packet)));
        }

        void letEverybodyGo() {
            context.runOnContext(turn -> open.forEach(EngineSession::close));
        }
    }

    private static final class Deaf implements SessionListener {
        @Override
        public void message(EnginePacket packet) {
            // These clients only listen.
        }

        @Override
        public void closed(CloseReason reason) {
            // Nothing is kept of them.
        }
    }

    private record Heard(WebSocket socket, List<String> messages) {}

    /** Text and bytes, short and long: more than the kernel holds for the one that does not read for a while. */
    @Test
    void messagesArriveInOrder_atThoseThatReadAndAtOneThatPauses() throws Exception {
        int port = start();
        List<Heard> heard = List.of(connect(port), connect(port), connect(port));
        Heard slow = heard.get(0);
        slow.socket().pause();

        List<String> told = IntStream.range(0, MESSAGES).mapToObj(this::tell).toList();

        for (Heard quick : heard.subList(1, heard.size())) {
            eventually().until(() -> quick.messages().size() == MESSAGES);
            assertThat(quick.messages()).isEqualTo(told);
        }
        assertThat(slow.messages()).hasSizeLessThan(MESSAGES);
        slow.socket().resume();
        eventually().until(() -> slow.messages().size() == MESSAGES);
        assertThat(slow.messages()).isEqualTo(told);
    }

    @Test
    void whatWasSaidBeforeTheEnd_arrivesBeforeTheEnd() throws Exception {
        Heard heard = connect(start());

        List<String> told = IntStream.rangeClosed(1, 4).mapToObj(this::tell).toList();
        sessions.letEverybodyGo();

        eventually().until(heard.socket()::isClosed);
        assertThat(heard.messages()).isEqualTo(told);
    }

    private String tell(int n) {
        if (n % 7 == 0) {
            byte[] bytes = new byte[1 + n * 100];
            Arrays.fill(bytes, (byte) n);
            sessions.tell(EnginePacket.message(bytes));
            return bytes.length + " bytes of " + bytes[0];
        }
        String text = n + "x".repeat(n % 5 == 0 ? 400_000 : n);
        sessions.tell(EnginePacket.message(text));
        return "4" + text;
    }

    private int start() {
        await(vertx.deployVerticle(sessions));
        EngineServer engine = Objects.requireNonNull(sessions.engine);
        List<HttpServer> servers = new CopyOnWriteArrayList<>();
        await(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return vertx.createHttpServer()
                        .requestHandler(engine)
                        .listen(0, "127.0.0.1")
                        .onSuccess(servers::add);
            }
        }));
        return servers.get(0).actualPort();
    }

    private Heard connect(int port) throws InterruptedException {
        List<String> messages = new CopyOnWriteArrayList<>();
        CountDownLatch greeted = new CountDownLatch(1);
        WebSocket socket = await(clients.connect(port, "127.0.0.1", "/engine.io/?EIO=4&transport=websocket")
                .onSuccess(opened -> {
                    opened.textMessageHandler(text -> {
                        if (text.startsWith("4")) {
                            messages.add(text);
                        } else if (text.startsWith("0")) {
                            greeted.countDown();
                        }
                    });
                    opened.binaryMessageHandler(
                            bytes -> messages.add(bytes.length() + " bytes of " + bytes.getByte(0)));
                }));
        assertThat(greeted.await(30, TimeUnit.SECONDS)).isTrue();
        return new Heard(socket, messages);
    }
}
