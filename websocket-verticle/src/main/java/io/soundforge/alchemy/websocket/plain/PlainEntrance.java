package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.websocket.tracks.Reception;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where plain WebSocket clients come in. It is built before anything runs, so that whoever serves HTTP can route
 * upgrades to it, and opens when the websocket verticle has started.
 */
public final class PlainEntrance implements Handler<HttpServerRequest> {
    private record Open(Vertx vertx, Reception reception, Editions editions) {}

    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

    /** From now on clients are let in. */
    public void open(Vertx vertx, Reception reception) {
        open.set(new Open(vertx, reception, new Editions()));
    }

    /** New clients are turned away with 503. */
    public void close() {
        open.set(null);
    }

    @Override
    public void handle(HttpServerRequest request) {
        Open now = open.get();
        if (now == null) {
            request.response().setStatusCode(503).end();
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end();
        } else {
            request.toWebSocket().onSuccess(socket -> accept(socket, now));
        }
    }

    /** Handlers are set before this returns: a frame that is already there must find them. */
    private static void accept(ServerWebSocket socket, Open now) {
        new PlainSocket(now.vertx(), socket, now.reception(), now.editions()).open();
    }
}
