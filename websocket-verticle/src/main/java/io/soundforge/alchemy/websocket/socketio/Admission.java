package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The answer to a client that wants to join. */
public interface Admission {
    /**
     * Lets the client in under a fresh id.
     *
     * @param handler told of everything that it does
     */
    ClientSocket accept(SocketHandler handler);

    /**
     * Lets a client in that can be cut off and come back.
     *
     * @param id public; that of before for a client that comes back
     * @param secret known to that client alone; that of before tells it that it has missed nothing
     */
    ClientSocket accept(SocketHandler handler, String id, String secret);

    /** Turns the client away. */
    void refuse(String message, @Nullable JsonObject data);
}
