package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EngineFormatException;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.Payload;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Engine.IO under one path, over polling and WebSockets. Everything that happens to sessions happens on one
 * context, whatever thread a request comes in on. The listener must let frames of {@link EngineSettings#maxPayload()}
 * through.
 */
public final class EngineServer implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(EngineServer.class);

    private final Vertx vertx;
    private final Context context;
    private final Thread loop;
    private final EngineSettings settings;
    private final Supplier<String> ids;
    private final Departures departures;
    private final Application application;
    private final @Nullable ForeignSessions foreign;
    private final Map<String, Served> sessions = new ConcurrentHashMap<>();

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

    /** A session and what it needs of this machine. */
    private record Served(EngineSession session, SessionTimers timers) {}

    /** A server without clients, alone; to be made on the event loop where its sessions are to live. */
    public EngineServer(Vertx vertx, EngineSettings settings, SessionIds ids, Application application) {
        this(vertx, settings, ids::fresh, application, null);
    }

    /** One of several nodes, which hand requests on to each other. */
    public EngineServer(Vertx vertx, EngineSettings settings, Relay relay, Application application) {
        this(vertx, settings, relay::freshId, application, new ForeignSessions(relay, settings.maxPayload()));
        relay.serve(this::forwarded)
                .onFailure(
                        error -> log.error("requests that other nodes receive for sessions of this one fail", error));
    }

    private EngineServer(
            Vertx vertx,
            EngineSettings settings,
            Supplier<String> ids,
            Application application,
            @Nullable ForeignSessions foreign) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.loop = Thread.currentThread();
        this.settings = settings;
        this.ids = ids;
        this.departures = new Departures(context);
        this.application = application;
        this.foreign = foreign;
    }

    @Override
    public void handle(HttpServerRequest request) {
        EngineRequest wanted = EngineRequest.of(request);
        EngineRefusal refusal = wanted.refusal();
        if (refusal != null) {
            PollingExchange.refuse(request.response(), refusal);
        } else if (wanted.webSocket()) {
            socket(request, wanted);
        } else if (foreign != null && foreign.has(wanted.sid())) {
            handOn(foreign, request, wanted.sid());
        } else if (HttpMethod.GET.equals(request.method())) {
            PollingExchange exchange = new PollingExchange(request.response());
            request.response().closeHandler(gone -> here(() -> aborted(wanted.sid(), exchange)));
            here(() -> poll(request, wanted, exchange));
        } else {
            request.pause();
            here(() -> post(request, wanted));
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
        here(() -> List.copyOf(sessions.values()).forEach(served -> drive(served, served.session()::close)));
    }

    private void poll(HttpServerRequest request, EngineRequest wanted, PollingExchange exchange) {
        if (wanted.sid().isEmpty()) {
            application
                    .admit(request)
                    .ifPresentOrElse(
                            place -> begin(request, exchange, place), () -> exchange.refuse(EngineRefusal.FORBIDDEN));
            return;
        }
        Served served = sessions.get(wanted.sid());
        if (served == null) {
            exchange.refuse(EngineRefusal.UNKNOWN_SESSION);
        } else {
            drive(served, () -> served.session().poll(exchange));
        }
    }

    private void begin(HttpServerRequest request, PollingExchange exchange, Door.Place place) {
        EngineSession session = EngineSession.polling(ids.get(), settings, SessionTimers.now());
        drive(open(session, request, place), () -> session.poll(exchange));
    }

    private void aborted(String sid, PollingExchange exchange) {
        Served served = sessions.get(sid);
        if (served != null && !exchange.answered()) {
            drive(served, () -> served.session().pollAborted(exchange));
        }
    }

    private void post(HttpServerRequest request, EngineRequest wanted) {
        Served served = sessions.get(wanted.sid());
        if (served == null) {
            refusePost(request, EngineRefusal.UNKNOWN_SESSION);
        } else if ("application/octet-stream".equals(request.getHeader("Content-Type"))
                || !served.session().beginPost()) {
            served.timers().arm();
            refusePost(request, EngineRefusal.BAD_REQUEST);
        } else {
            PostBody.read(request, settings.maxPayload()).onComplete(body -> here(() -> posted(served, request, body)));
        }
    }

    /** A body that is too large costs its sender that body only. */
    private void posted(Served served, HttpServerRequest request, AsyncResult<String> body) {
        boolean tooLarge = PostBody.tooLarge(body.cause());
        List<EnginePacket> packets = body.succeeded() ? decoded(body.result()) : tooLarge ? List.of() : null;
        drive(served, () -> served.session().endPost(packets, SessionTimers.now()));
        PostBody.answer(request.response(), tooLarge, packets != null);
    }

    /** What another node received for a session of ours. */
    private Future<Forward.Answer> forwarded(Forward request) {
        Served served = sessions.get(request.sid());
        if (served == null) {
            return Future.succeededFuture(RemotePoll.refused(EngineRefusal.UNKNOWN_SESSION));
        }
        return switch (request.verb()) {
            case POLL -> polledFromElsewhere(served);
            case POST -> postedFromElsewhere(served, request.body());
            case ABORT -> {
                drive(served, served.session()::pollAborted);
                yield Future.succeededFuture(new Forward.Answer(200, PollingExchange.PAYLOAD, ""));
            }
        };
    }

    private Future<Forward.Answer> polledFromElsewhere(Served served) {
        RemotePoll poll = new RemotePoll();
        drive(served, () -> served.session().poll(poll));
        long limit = vertx.setTimer(Relay.WAIT_MILLIS, tick -> {
            served.session().withdraw(poll);
            poll.nothingYet();
        });
        return poll.answered().onComplete(answer -> vertx.cancelTimer(limit));
    }

    private Future<Forward.Answer> postedFromElsewhere(Served served, String body) {
        List<EnginePacket> packets = null;
        if (body.length() <= settings.maxPayload() && served.session().beginPost()) {
            packets = decoded(body);
            List<EnginePacket> read = packets;
            drive(served, () -> served.session().endPost(read, SessionTimers.now()));
        }
        return Future.succeededFuture(
                packets == null
                        ? RemotePoll.refused(EngineRefusal.BAD_REQUEST)
                        : new Forward.Answer(200, PostBody.OK_TYPE, PostBody.OK));
    }

    private static @Nullable List<EnginePacket> decoded(String body) {
        try {
            return Payload.decode(body);
        } catch (EngineFormatException e) {
            log.debug("a body was no payload", e);
            return null;
        }
    }

    private static void refusePost(HttpServerRequest request, EngineRefusal refusal) {
        request.resume();
        PollingExchange.refuse(request.response(), refusal);
    }

    /** Accepted on the spot: on another event loop the request would be over before we came to it. */
    private void socket(HttpServerRequest request, EngineRequest wanted) {
        if (!wanted.sid().isEmpty() && !sessions.containsKey(wanted.sid())) {
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
        here(() -> link.set(attached(request, wanted, wire, place)));
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
        if (wanted.sid().isEmpty()) {
            Served opened =
                    open(EngineSession.overWire(ids.get(), settings, wire, SessionTimers.now()), request, place);
            opened.timers().arm();
            return opened;
        }
        Served served = sessions.get(wanted.sid());
        if (served == null || !served.session().probe(wire, SessionTimers.now())) {
            wire.close();
            return null;
        }
        served.timers().arm();
        return served;
    }

    private void over(AtomicReference<@Nullable Served> link, Consumer<EngineSession> step) {
        here(() -> {
            Served served = link.get();
            if (served != null) {
                drive(served, () -> step.accept(served.session()));
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

    private Served open(EngineSession session, HttpServerRequest request, Door.Place place) {
        Served served = new Served(session, new SessionTimers(vertx, session));
        sessions.put(session.id(), served);
        SessionListener listener = application.opened(session, request);
        session.listenWith(new ForgettingListener(listener, () -> {
            sessions.remove(session.id());
            place.leave();
        }));
        return served;
    }

    /** One that cannot be served must not keep the others from being served. */
    private void drive(Served served, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("a client's session failed and is closed", e);
            served.session().close();
        }
        served.timers().arm();
    }

    private void here(Runnable step) {
        if (Thread.currentThread() == loop) {
            step.run();
        } else {
            context.runOnContext(go -> step.run());
        }
    }
}
