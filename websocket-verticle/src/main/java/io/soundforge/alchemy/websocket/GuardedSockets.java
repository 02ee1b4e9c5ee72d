package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.MessageRate;
import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.soundforge.alchemy.websocket.socketio.Namespace;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.soundforge.alchemy.websocket.transport.SessionIds;
import io.soundforge.alchemy.websocket.transport.SocketServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Socket.IO for those who find a place, as long as they do not talk too fast. */
record GuardedSockets(EngineServer.Application sockets, Door door, LiveLimits limits)
        implements EngineServer.Application {
    GuardedSockets(long connectTimeout, Map<String, Namespace> namespaces, Door door, LiveLimits limits) {
        this(SocketServer.application(new SessionIds(), connectTimeout, namespaces), door, limits);
    }

    @Override
    public Optional<Door.Place> admit(HttpServerRequest request) {
        Door.Place place =
                door.enter(OwnerId.LOCAL, RequestFacts.of(request).client().address());
        return place.granted() ? Optional.of(place) : Optional.empty();
    }

    @Override
    public SessionListener opened(EngineSession session, HttpServerRequest request) {
        return new Guarded(sockets.opened(session, request), session, limits.messageRate(now()));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private record Guarded(SessionListener inside, EngineSession session, MessageRate rate) implements SessionListener {
        @Override
        public void message(EnginePacket packet) {
            if (rate.allows(now())) {
                inside.message(packet);
            } else {
                session.close();
            }
        }

        @Override
        public long deadline() {
            return inside.deadline();
        }

        @Override
        public void tick(long now) {
            inside.tick(now);
        }

        @Override
        public void closed(CloseReason reason) {
            inside.closed(reason);
        }
    }
}
