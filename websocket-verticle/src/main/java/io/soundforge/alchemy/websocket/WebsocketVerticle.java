package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.tracks.Reception;
import io.soundforge.alchemy.websocket.tracks.TrackNamespace;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.soundforge.alchemy.websocket.transport.Relay;
import io.soundforge.alchemy.websocket.transport.SessionIds;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;

/** Brings every event of the mesh to the sockets of this node that follow its track. */
public final class WebsocketVerticle extends VerticleBase {
    /** Milliseconds that a client has to join, as in the reference server. */
    private static final long CONNECT_TIMEOUT = 45_000;

    private final WebsocketParts parts;

    public WebsocketVerticle(WebsocketParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        LiveHub hub = new LiveHub(context, parts.history());
        SessionIds ids = new SessionIds();
        LiveLimits limits = parts.limits();
        Door door = new Door(limits.socketsPerOwner(), limits.socketsPerAddress(), parts.figures());
        Reception reception = new Reception(hub, parts.catalog(), limits.tracksPerSocket());
        Doorkeeper doorkeeper = new Doorkeeper(vertx, parts.signIn(), parts.attempts());
        TrackNamespace tracks = new TrackNamespace(reception, ids::fresh, doorkeeper);
        parts.carrier().onReconnect(hub::checkPositions);
        // Not waited for: while Redis is away the position check alone keeps screens right.
        parts.carrier()
                .subscribe(event -> {
                    hub.accept(event);
                    context.runOnContext(go -> reception.accept(event));
                })
                .onSuccess(listening -> hub.checkPositions());
        vertx.setPeriodic(parts.positionCheck().toMillis(), tick -> {
            hub.checkPositions();
            reception.look();
        });
        Relay relay = new Relay(parts.bus(), ids);
        EngineServer sockets = new EngineServer(
                vertx,
                EngineSettings.DEFAULTS.withQueue(limits.queueBytes()),
                relay,
                new GuardedSockets(CONNECT_TIMEOUT, Map.of("/", tracks), door, limits));
        parts.entrance().open(vertx, reception, parts.catalog(), sockets, door, limits, doorkeeper);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        parts.entrance().close();
        return parts.carrier().unsubscribe();
    }
}
