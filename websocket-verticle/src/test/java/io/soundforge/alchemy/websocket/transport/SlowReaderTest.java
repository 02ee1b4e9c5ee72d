package io.soundforge.alchemy.websocket.transport;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of Socket.IO that do not take what they are sent, beside one that does. */
class SlowReaderTest {
    private static final int MESSAGES = 160;
    private static final int LENGTH = 200_000;
    private static final int QUEUE = 1 << 20;
    /** What the kernel keeps of one connection on its way, ours and the client's. */
    private static final int KERNEL_BYTES = 12 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient clients = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(QUEUE).setMaxMessageSize(QUEUE));
    private final Sessions sessions = new Sessions();
    private final ConcurrentMap<Integer, Channel> channels = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    /** Has every session on its own event loop, and looks how much waits there. */
    private static final class Sessions extends VerticleBase {
        private final List<EngineSession> open = new CopyOnWriteArrayList<>();
        private final ConcurrentMap<String, CloseReason> closed = new ConcurrentHashMap<>();
        private final AtomicInteger mostWaiting = new AtomicInteger();
        private volatile @Nullable EngineServer engine;

        @Override
        public Future<?> start() {
            engine = new EngineServer(
                    vertx, EngineSettings.DEFAULTS.withQueue(QUEUE), new SessionIds(), (session, request) -> {
                        open.add(session);
                        return new SessionListener() {
                            @Override
                            public void message(EnginePacket packet) {
                                // These clients only listen.
                            }

                            @Override
                            public void closed(CloseReason reason) {
                                closed.put(session.id(), reason);
                            }
                        };
                    });
            return Future.succeededFuture();
        }

        void tell(EnginePacket packet) {
            context.runOnContext(turn -> open.forEach(session -> {
                session.send(packet);
                mostWaiting.accumulateAndGet(session.waitingBytes(), Math::max);
            }));
        }
    }

    private record Heard(String sid, WebSocket socket, List<String> messages) {}

    @Test
    void webSocketThatDoesNotRead_isClosedAs1013_othersHearEverythingInOrder() throws Exception {
        int port = start();
        Heard quick = connect(port);
        Heard slow = connect(port);
        slow.socket().pause();

        tellEverythingTo(quick);

        eventually().untilAsserted(() -> assertThat(sessions.closed).containsEntry(slow.sid(), CloseReason.TOO_SLOW));
        slow.socket().resume();
        eventually().until(slow.socket()::isClosed);
        assertThat(slow.socket().closeStatusCode()).isEqualTo((short) 1013);
        assertThat(slow.messages()).hasSizeLessThan(MESSAGES);
        assertThat(slow.messages()).isEqualTo(told().subList(0, slow.messages().size()));
        assertBounded(slow.sid(), quick.sid());
    }

    /** It never comes to read that it is too slow: nothing of it stays behind all the same. */
    @Test
    void webSocketThatNeverReadsAgain_losesItsConnection() throws Exception {
        int port = start();
        Heard quick = connect(port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String upgrade = String.join(
                    "\r\n",
                    "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1",
                    "Host: 127.0.0.1",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "\r\n");
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            eventually().until(() -> sessions.open.size() == 2);

            tellEverythingTo(quick);

            eventually()
                    .untilAsserted(() -> assertThat(sessions.closed.values()).containsExactly(CloseReason.TOO_SLOW));
            Channel channel = Objects.requireNonNull(channels.get(socket.getLocalPort()));
            eventually().until(() -> !channel.isOpen());
        }
    }

    @Test
    void clientThatAsksNoMore_isForgotten_othersHearEverythingInOrder() throws Exception {
        int port = start();
        Heard quick = connect(port);
        HttpResponse<String> opened = get(port, "");
        String slow = sid(opened.body());

        tellEverythingTo(quick);

        assertThat(sessions.closed).containsEntry(slow, CloseReason.TOO_SLOW);
        HttpResponse<String> next = get(port, "&sid=" + slow);
        assertThat(next.statusCode()).isEqualTo(400);
        assertThat(next.body()).contains("\"code\":1");
        assertBounded(slow, quick.sid());
    }

    /** It asks a hundred times in advance, and reads no answer. */
    @Test
    void clientThatAsksButDoesNotRead_isForgotten_othersHearEverythingInOrder() throws Exception {
        int port = start();
        Heard quick = connect(port);
        String slow = sid(get(port, "").body());
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 16);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request =
                    "GET /engine.io/?EIO=4&transport=polling&sid=" + slow + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            socket.getOutputStream().write(request.repeat(100).getBytes(StandardCharsets.US_ASCII));

            tellEverythingTo(quick);

            eventually().untilAsserted(() -> assertThat(sessions.closed).containsEntry(slow, CloseReason.TOO_SLOW));
            assertThat(received(socket)).isLessThan(KERNEL_BYTES);
        }
        assertBounded(slow, quick.sid());
    }

    private void assertBounded(String slow, String quick) {
        assertThat(sessions.mostWaiting).hasValueBetween(LENGTH, QUEUE);
        assertThat(sessions.open)
                .filteredOn(session -> session.id().equals(slow))
                .allSatisfy(session -> assertThat(session.waitingBytes()).isZero());
        assertThat(sessions.closed).doesNotContainKey(quick);
    }

    private void tellEverythingTo(Heard quick) {
        List<String> told = told();
        for (int n = 0; n < MESSAGES; n++) {
            sessions.tell(EnginePacket.message(told.get(n).substring(1)));
            int sofar = n;
            eventually().until(() -> quick.messages().size() > sofar);
        }
        assertThat(quick.messages()).isEqualTo(told);
    }

    private static List<String> told() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(n -> "4" + n + "x".repeat(LENGTH))
                .toList();
    }

    /** All that comes until nothing has come for a second. */
    private static long received(Socket socket) throws IOException {
        socket.setSoTimeout(1000);
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                bytes += read;
            }
        } catch (java.net.SocketTimeoutException quiet) {
            return bytes;
        }
        return bytes;
    }

    private static String sid(String opened) {
        return opened.substring(opened.indexOf("sid\":\"") + 6, opened.indexOf("\",\"upgrades"));
    }

    private static HttpResponse<String> get(int port, String more) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/engine.io/?EIO=4&transport=polling" + more);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private int start() {
        await(vertx.deployVerticle(sessions));
        EngineServer engine = Objects.requireNonNull(sessions.engine);
        List<HttpServer> servers = new CopyOnWriteArrayList<>();
        await(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return vertx.createHttpServer()
                        .requestHandler(request -> {
                            channels.put(request.remoteAddress().port(), ChannelUnder.of(request));
                            engine.handle(request);
                        })
                        .listen(0, "127.0.0.1")
                        .onSuccess(servers::add);
            }
        }));
        return servers.get(0).actualPort();
    }

    private Heard connect(int port) {
        List<String> messages = new CopyOnWriteArrayList<>();
        List<String> greeting = new CopyOnWriteArrayList<>();
        WebSocket socket = await(clients.connect(port, "127.0.0.1", "/engine.io/?EIO=4&transport=websocket")
                .onSuccess(opened -> opened.textMessageHandler(text -> {
                    (text.startsWith("0") ? greeting : messages).add(text);
                })));
        eventually().until(() -> !greeting.isEmpty());
        return new Heard(sid(greeting.get(0)), socket, messages);
    }
}
