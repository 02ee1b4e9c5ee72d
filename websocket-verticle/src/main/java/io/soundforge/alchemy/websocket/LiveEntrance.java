package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.plain.PlainEntrance;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where clients of the live edge come in: Socket.IO under {@code /socket.io/}, plain WebSockets elsewhere. It is built
 * before anything runs, so that whoever serves HTTP can route to it, and opens when the websocket verticle has started.
 */
public final class LiveEntrance implements Handler<HttpServerRequest> {
    /** First part of the paths that Socket.IO clients ask for. */
    public static final String SOCKET_IO = "/socket.io";

    private final PlainEntrance plain = new PlainEntrance();
    private final AtomicReference<@Nullable EngineServer> sockets = new AtomicReference<>();

    /** From now on clients are let in. */
    void open(Vertx vertx, LiveHub hub, Catalog catalog, EngineServer server) {
        plain.open(vertx, hub, catalog);
        sockets.set(server);
    }

    /** New clients are turned away with 503, those that are here let go. */
    void close() {
        plain.close();
        EngineServer open = sockets.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!String.valueOf(request.path()).startsWith(SOCKET_IO)) {
            plain.handle(request);
            return;
        }
        EngineServer open = sockets.get();
        if (open == null) {
            request.response().setStatusCode(503).end();
        } else {
            open.handle(request);
        }
    }
}
