package io.soundforge.alchemy.websocket.socketio;

import java.util.Set;

/** Names of events that the libraries raise themselves; nobody may send them. */
final class Reserved {
    private static final Set<String> NAMES =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private Reserved() {}

    static boolean contains(String event) {
        return NAMES.contains(event);
    }
}
