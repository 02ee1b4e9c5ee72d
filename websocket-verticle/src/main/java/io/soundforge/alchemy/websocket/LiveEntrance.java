package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.plain.PlainEntrance;
import io.soundforge.alchemy.websocket.sse.SseEntrance;
import io.soundforge.alchemy.websocket.tracks.Reception;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where clients of the live edge come in: Socket.IO under {@code /socket.io/}, server-sent events
 * under {@code /api/tracks/…/events}, plain WebSockets elsewhere. It is built
 * before anything runs, so that whoever serves HTTP can route to it, and opens when the websocket verticle has started.
 */
public final class LiveEntrance implements Handler<HttpServerRequest> {
    private static final String SOCKET_IO = "/socket.io";

    private final PlainEntrance plain = new PlainEntrance();
    private final ApiDescription description = new ApiDescription();
    private final AtomicReference<@Nullable Open> entered = new AtomicReference<>();

    private record Open(EngineServer sockets, SseEntrance streams) {}

    /** From now on clients are let in. */
    void open(
            Vertx vertx,
            Reception reception,
            Catalog catalog,
            EngineServer server,
            Door door,
            LiveLimits limits,
            Doorkeeper doorkeeper) {
        plain.open(vertx, reception, door, limits, doorkeeper);
        entered.set(new Open(server, new SseEntrance(vertx, reception.hub(), catalog, door, limits, doorkeeper)));
    }

    /** New clients are turned away with 503, those that are here let go. */
    void close() {
        plain.close();
        Open last = entered.getAndSet(null);
        if (last != null) {
            last.sockets().close();
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        Open open = entered.get();
        if (open != null && path.startsWith(SOCKET_IO)) {
            open.sockets().handle(request);
        } else if (open != null && SseEntrance.serves(path)) {
            open.streams().handle(request);
        } else if (path.equals(ApiDescription.PATH)) {
            description.send(request.response());
        } else {
            plain.handle(request);
        }
    }
}
