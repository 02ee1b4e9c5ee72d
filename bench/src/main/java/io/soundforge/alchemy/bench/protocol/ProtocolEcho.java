package io.soundforge.alchemy.bench.protocol;

import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.soundforge.alchemy.websocket.transport.SessionIds;
import io.soundforge.alchemy.websocket.transport.SocketServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Listens on port 3000 of loopback: {@code /engine.io/} sends every message back, {@code /socket.io/} has the handlers
 * of the reference server in the Socket.IO protocol document (section "Test suite"). Both are rehearsed on another port
 * before.
 */
public final class ProtocolEcho extends VerticleBase {
    private static final int PORT = 3000;
    private static final int ROUNDS = 40;
    private static final long CONNECT_TIMEOUT = 1000;
    private static final EngineSettings SETTINGS = EngineSettings.DEFAULTS.withHeartbeat(300, 200);

    /** Runs until it is stopped. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(new ProtocolEcho())
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        System.out.println("Ready on http://localhost:" + PORT + " (/engine.io/ and /socket.io/).");
    }

    @Override
    public Future<?> start() {
        EngineServer engine =
                new EngineServer(vertx, SETTINGS, new SessionIds(), (session, request) -> new EngineEcho(session));
        EngineServer sockets = SocketServer.create(
                vertx,
                SETTINGS,
                CONNECT_TIMEOUT,
                Map.of(
                        "/",
                        (handshake, admission) -> SocketEcho.join(handshake, admission, true),
                        "/custom",
                        (handshake, admission) -> SocketEcho.join(handshake, admission, false)));
        return listen(engine, sockets, 0)
                .compose(rehearsed -> new Rehearsal(vertx, rehearsed.actualPort())
                        .play(ROUNDS)
                        .compose(done -> rehearsed.close()))
                .compose(done -> listen(engine, sockets, PORT));
    }

    private Future<HttpServer> listen(EngineServer engine, EngineServer sockets, int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(port)
                .setMaxWebSocketFrameSize(SETTINGS.maxPayload())
                .setMaxWebSocketMessageSize(SETTINGS.maxPayload());
        return vertx.createHttpServer(options)
                .requestHandler(request -> route(request, engine, sockets))
                .listen();
    }

    private static void route(HttpServerRequest request, EngineServer engine, EngineServer sockets) {
        request.response().putHeader("Access-Control-Allow-Origin", "*");
        if (HttpMethod.OPTIONS.equals(request.method())) {
            request.response()
                    .putHeader("Access-Control-Allow-Methods", "GET, POST")
                    .putHeader("Access-Control-Allow-Headers", "Content-Type")
                    .setStatusCode(204)
                    .end();
        } else if (String.valueOf(request.path()).startsWith("/engine.io")) {
            engine.handle(request);
        } else if (String.valueOf(request.path()).startsWith("/socket.io")) {
            sockets.handle(request);
        } else {
            request.response().setStatusCode(404).end();
        }
    }
}
