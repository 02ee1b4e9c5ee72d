package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.http.Problem;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.websocket.LiveLimits;
import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.tracks.Reception;
import io.soundforge.alchemy.websocket.transport.FlushOnce;
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
    private record Open(
            Vertx vertx, Reception reception, Editions editions, Door door, LiveLimits limits, Doorkeeper doorkeeper) {}

    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

    /** From now on clients are let in. */
    public void open(Vertx vertx, Reception reception, Door door, LiveLimits limits, Doorkeeper doorkeeper) {
        open.set(new Open(vertx, reception, new Editions(), door, limits, doorkeeper));
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
            request.pause();
            now.doorkeeper()
                    .ask(request)
                    .onSuccess(caller -> letIn(request, now, caller))
                    .onFailure(error -> Problem.send(request.response(), error));
        }
    }

    private static void letIn(HttpServerRequest request, Open now, Caller caller) {
        request.resume();
        Door.Place place = now.door()
                .enter(caller.owner(), RequestFacts.of(request).client().address());
        if (!place.granted()) {
            String limit = "there are too many connections of yours, or from your address";
            Problem.of(new Failure(ErrorCode.RATE_LIMITED, limit)).send(request.response());
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> {
                    FlushOnce.in(request);
                    accept(request, socket, now, place, caller);
                })
                .onFailure(error -> place.leave());
    }

    /** Handlers are set before this returns: a frame that is already there must find them. */
    private static void accept(
            HttpServerRequest request, ServerWebSocket socket, Open now, Door.Place place, Caller caller) {
        new PlainSocket(
                        now.vertx(),
                        request,
                        socket,
                        caller,
                        now.reception(),
                        now.editions(),
                        now.limits(),
                        now.doorkeeper())
                .open(place);
    }
}
