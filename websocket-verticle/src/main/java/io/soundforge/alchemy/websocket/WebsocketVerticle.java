package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Brings every event of the mesh to the sockets of this node that follow its track. */
public final class WebsocketVerticle extends VerticleBase {
    private final WebsocketParts parts;

    public WebsocketVerticle(WebsocketParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        LiveHub hub = new LiveHub(context, parts.history());
        parts.carrier().onReconnect(hub::checkPositions);
        // Not waited for: while Redis is away the position check alone keeps screens right.
        parts.carrier().subscribe(hub::accept).onSuccess(listening -> hub.checkPositions());
        vertx.setPeriodic(parts.positionCheck().toMillis(), tick -> hub.checkPositions());
        parts.entrance().open(vertx, hub, parts.catalog());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        parts.entrance().close();
        return parts.carrier().unsubscribe();
    }
}
