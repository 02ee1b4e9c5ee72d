package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that live here. They may be looked up from any thread; all that happens to them happens on one context. */
final class LiveSessions {
    private static final Logger log = LoggerFactory.getLogger(LiveSessions.class);

    private final Vertx vertx;
    private final Context context;
    private final Thread loop;
    private final EngineSettings settings;
    private final Supplier<String> ids;
    private final EngineServer.Application application;
    private final Map<String, Served> sessions = new ConcurrentHashMap<>();

    /** A session and what it needs of this machine. */
    record Served(EngineSession session, SessionTimers timers) {}

    /** To be made on the event loop where the sessions are to live. */
    LiveSessions(Vertx vertx, EngineSettings settings, Supplier<String> ids, EngineServer.Application application) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.loop = Thread.currentThread();
        this.settings = settings;
        this.ids = ids;
        this.application = application;
    }

    Context context() {
        return context;
    }

    int size() {
        return sessions.size();
    }

    boolean has(String sid) {
        return sessions.containsKey(sid);
    }

    @Nullable Served find(String sid) {
        return sessions.get(sid);
    }

    /** One whose client polls. */
    Served openPolling(HttpServerRequest request, Door.Place place) {
        return open(EngineSession.polling(ids.get(), settings, SessionTimers.now()), request, place);
    }

    /** One whose client came with a WebSocket. */
    Served openOver(SocketWire wire, HttpServerRequest request, Door.Place place) {
        return open(EngineSession.overWire(ids.get(), settings, wire, SessionTimers.now()), request, place);
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
    void drive(Served served, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("a client's session failed and is closed", e);
            served.session().close();
        }
        served.timers().arm();
    }

    /** Runs a step on the sessions' context: at once if this is it. */
    void here(Runnable step) {
        if (Thread.currentThread() == loop) {
            step.run();
        } else {
            context.runOnContext(go -> step.run());
        }
    }

    void closeAll() {
        here(() -> List.copyOf(sessions.values()).forEach(served -> drive(served, served.session()::close)));
    }
}
