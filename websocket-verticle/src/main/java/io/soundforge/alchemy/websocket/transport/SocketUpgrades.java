package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EngineFormatException;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.transport.LiveSessions.Served;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WebSockets on their way to a session: one of their own, or one that has polled so far. */
final class SocketUpgrades {
    private static final Logger log = LoggerFactory.getLogger(SocketUpgrades.class);

    private final LiveSessions sessions;
    private final EngineServer.Application application;
    private final Departures departures;

    SocketUpgrades(LiveSessions sessions, EngineServer.Application application) {
        this.sessions = sessions;
        this.application = application;
        this.departures = new Departures(sessions.context());
    }

    /** Accepted on the spot: on another event loop the request would be over before we came to it. */
    void accept(HttpServerRequest request, EngineRequest wanted) {
        if (!wanted.sid().isEmpty() && !sessions.has(wanted.sid())) {
            PollingExchange.refuse(request.response(), EngineRefusal.UNKNOWN_SESSION);
            return;
        }
        Optional<Door.Place> place = wanted.sid().isEmpty() ? application.admit(request) : Optional.of(Door.OPEN);
        if (place.isEmpty()) {
            PollingExchange.refuse(request.response(), EngineRefusal.FORBIDDEN);
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> accepted(request, wanted, socket, place.get()))
                .onFailure(error -> {
                    place.get().leave();
                    log.debug("a WebSocket handshake failed", error);
                });
    }

    /** Handlers are set before this returns: a frame that is already there must find them. They run after the link is. */
    private void accepted(HttpServerRequest request, EngineRequest wanted, ServerWebSocket socket, Door.Place place) {
        SocketWire wire = new SocketWire(socket, ChannelUnder.of(request), departures);
        AtomicReference<@Nullable Served> link = new AtomicReference<>();
        sessions.here(() -> link.set(attached(request, wanted, wire, place)));
        socket.textMessageHandler(text -> over(link, session -> text(session, wire, text)));
        socket.binaryMessageHandler(bytes -> over(
                link, session -> session.received(wire, EnginePacket.message(bytes.getBytes()), SessionTimers.now())));
        wire.drainHandler(() -> over(link, EngineSession::drained));
        socket.exceptionHandler(error -> over(link, session -> session.lost(wire, CloseReason.TRANSPORT_ERROR)));
        socket.closeHandler(gone -> over(link, session -> session.lost(wire, CloseReason.TRANSPORT_CLOSE)));
    }

    /** The session that a WebSocket belongs to; null, and the socket closed, if it cannot have it. */
    private @Nullable Served attached(
            HttpServerRequest request, EngineRequest wanted, SocketWire wire, Door.Place place) {
        Served served = wanted.sid().isEmpty() ? sessions.openOver(wire, request, place) : probed(wanted.sid(), wire);
        if (served == null) {
            wire.close();
        } else {
            served.timers().arm();
        }
        return served;
    }

    private @Nullable Served probed(String sid, SocketWire wire) {
        Served served = sessions.find(sid);
        return served != null && served.session().probe(wire, SessionTimers.now()) ? served : null;
    }

    private void over(AtomicReference<@Nullable Served> link, Consumer<EngineSession> step) {
        sessions.here(() -> {
            Served served = link.get();
            if (served != null) {
                sessions.drive(served, () -> step.accept(served.session()));
            }
        });
    }

    private static void text(EngineSession session, SocketWire wire, String text) {
        try {
            session.received(wire, EnginePacket.parse(text), SessionTimers.now());
        } catch (EngineFormatException e) {
            log.debug("a frame was no packet", e);
            session.lost(wire, CloseReason.PARSE_ERROR);
        }
    }
}
