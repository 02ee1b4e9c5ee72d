package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.soundforge.alchemy.websocket.transport.LiveSessions.Served;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Engine.IO under one path, over polling here and over WebSockets by {@link SocketUpgrades}. Everything that
 * happens to sessions happens on one context, whatever thread a request comes in on. The listener must let frames of
 * {@link EngineSettings#maxPayload()} through.
 */
public final class EngineServer implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(EngineServer.class);

    private final EngineSettings settings;
    private final Application application;
    private final LiveSessions sessions;
    private final SocketUpgrades upgrades;
    private final @Nullable ForeignSessions foreign;

    /** What rides on the sessions. */
    @FunctionalInterface
    public interface Application {
        /** Whoever asks for a session takes a place, which it leaves with the session; empty if there is none. */
        default Optional<Door.Place> admit(HttpServerRequest request) {
            return Optional.of(Door.OPEN);
        }

        /** A client came; the request is the one that opened the session. */
        SessionListener opened(EngineSession session, HttpServerRequest request);
    }

    /** A server without clients, alone; to be made on the event loop where its sessions are to live. */
    public EngineServer(Vertx vertx, EngineSettings settings, SessionIds ids, Application application) {
        this(vertx, settings, ids::fresh, application, null);
    }

    /** One of several nodes, which hand requests on to each other. */
    public EngineServer(Vertx vertx, EngineSettings settings, Relay relay, Application application) {
        this(vertx, settings, relay::freshId, application, new ForeignSessions(relay, settings.maxPayload()));
        relay.serve(new FromElsewhere(vertx, settings, sessions)::answer)
                .onFailure(
                        error -> log.error("requests that other nodes receive for sessions of this one fail", error));
    }

    private EngineServer(
            Vertx vertx,
            EngineSettings settings,
            Supplier<String> ids,
            Application application,
            @Nullable ForeignSessions foreign) {
        this.settings = settings;
        this.application = application;
        this.sessions = new LiveSessions(vertx, settings, ids, application);
        this.upgrades = new SocketUpgrades(sessions, application);
        this.foreign = foreign;
    }

    @Override
    public void handle(HttpServerRequest request) {
        EngineRequest wanted = EngineRequest.of(request);
        EngineRefusal refusal = wanted.refusal();
        if (refusal != null) {
            PollingExchange.refuse(request.response(), refusal);
        } else if (wanted.webSocket()) {
            upgrades.accept(request, wanted);
        } else if (foreign != null && foreign.has(wanted.sid())) {
            handOn(foreign, request, wanted.sid());
        } else if (HttpMethod.GET.equals(request.method())) {
            PollingExchange exchange = new PollingExchange(request.response());
            request.response().closeHandler(gone -> sessions.here(() -> aborted(wanted.sid(), exchange)));
            sessions.here(() -> poll(request, wanted, exchange));
        } else {
            request.pause();
            sessions.here(() -> post(request, wanted));
        }
    }

    private static void handOn(ForeignSessions foreign, HttpServerRequest request, String sid) {
        if (HttpMethod.GET.equals(request.method())) {
            foreign.poll(request.response(), sid);
        } else {
            request.pause();
            foreign.post(request, sid);
        }
    }

    /** How many clients there are. */
    public int clients() {
        return sessions.size();
    }

    /** Lets everybody go; they may come back to another node. */
    public void close() {
        sessions.closeAll();
    }

    private void poll(HttpServerRequest request, EngineRequest wanted, PollingExchange exchange) {
        if (wanted.sid().isEmpty()) {
            application
                    .admit(request)
                    .ifPresentOrElse(
                            place -> begin(request, exchange, place), () -> exchange.refuse(EngineRefusal.FORBIDDEN));
            return;
        }
        Served served = sessions.find(wanted.sid());
        if (served == null) {
            exchange.refuse(EngineRefusal.UNKNOWN_SESSION);
        } else {
            sessions.drive(served, () -> served.session().poll(exchange));
        }
    }

    private void begin(HttpServerRequest request, PollingExchange exchange, Door.Place place) {
        Served opened = sessions.openPolling(request, place);
        sessions.drive(opened, () -> opened.session().poll(exchange));
    }

    private void aborted(String sid, PollingExchange exchange) {
        Served served = sessions.find(sid);
        if (served != null && !exchange.answered()) {
            sessions.drive(served, () -> served.session().pollAborted(exchange));
        }
    }

    private void post(HttpServerRequest request, EngineRequest wanted) {
        Served served = sessions.find(wanted.sid());
        if (served == null) {
            refusePost(request, EngineRefusal.UNKNOWN_SESSION);
        } else if ("application/octet-stream".equals(request.getHeader("Content-Type"))
                || !served.session().beginPost()) {
            served.timers().arm();
            refusePost(request, EngineRefusal.BAD_REQUEST);
        } else {
            PostBody.read(request, settings.maxPayload())
                    .onComplete(body -> sessions.here(() -> posted(served, request, body)));
        }
    }

    /** A body that is too large costs its sender that body only. */
    private void posted(Served served, HttpServerRequest request, AsyncResult<String> body) {
        boolean tooLarge = PostBody.tooLarge(body.cause());
        List<EnginePacket> packets = body.succeeded() ? PostBody.decoded(body.result()) : tooLarge ? List.of() : null;
        sessions.drive(served, () -> served.session().endPost(packets, SessionTimers.now()));
        PostBody.answer(request.response(), tooLarge, packets != null);
    }

    private static void refusePost(HttpServerRequest request, EngineRefusal refusal) {
        request.resume();
        PollingExchange.refuse(request.response(), refusal);
    }
}
