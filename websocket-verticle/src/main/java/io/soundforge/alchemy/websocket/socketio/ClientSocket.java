package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonArray;

/** A client in one namespace. What is sent after it has gone is dropped. */
public interface ClientSocket {
    /** Known to other clients too. */
    String id();

    /** Sends an event: its name, then its arguments. */
    void emit(JsonArray event);

    /** Sends what was written for many. */
    void emit(Broadcast broadcast);

    /** Ends the client's stay in this namespace for good: the client library does not come back by itself. */
    void disconnect();
}
