package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.socketio.Handshake;
import io.soundforge.alchemy.websocket.socketio.Namespace;
import io.soundforge.alchemy.websocket.socketio.SocketConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Socket.IO on an {@link EngineServer}. */
public final class SocketServer {
    private SocketServer() {}

    /**
     * A server without clients, alone; to be made on the event loop where its sessions are to live.
     *
     * @param connectTimeout milliseconds that a client has to join a namespace
     * @param namespaces by name, {@code /} for the main one
     */
    public static EngineServer create(
            Vertx vertx, EngineSettings settings, long connectTimeout, Map<String, Namespace> namespaces) {
        SessionIds ids = new SessionIds();
        return new EngineServer(vertx, settings, ids, application(ids, connectTimeout, namespaces));
    }

    /** What rides on the sessions of a server. */
    public static EngineServer.Application application(
            SessionIds ids, long connectTimeout, Map<String, Namespace> namespaces) {
        return (session, request) -> new SocketConnection(
                session, namespaces, origin(request), ids::fresh, SessionTimers.now() + connectTimeout);
    }

    private static Handshake.Origin origin(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return new Handshake.Origin(
                RequestFacts.of(request).client().place(), authorization == null ? "" : authorization);
    }
}
