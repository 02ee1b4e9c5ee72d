package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonArray;

/** Serves one client in one namespace. Calls come one after the other. */
public interface SocketHandler {
    /**
     * The client sent an event.
     *
     * @param arguments what followed the name; binary ones are byte arrays, which {@code getList()} has as they are
     * @param ack sends the arguments of an acknowledgement; does nothing if the client wants none, or has had one
     */
    void event(String name, JsonArray arguments, Ack ack);

    /** The client is gone. */
    void disconnected(Departure departure);

    /** Answers one event. */
    @FunctionalInterface
    interface Ack {
        void send(JsonArray arguments);
    }

    /** How a client went. */
    enum Departure {
        /** It said so. */
        LEFT,
        /** We said so. */
        DISMISSED,
        /** The connection broke; the client tries to come back. */
        CUT_OFF
    }
}
