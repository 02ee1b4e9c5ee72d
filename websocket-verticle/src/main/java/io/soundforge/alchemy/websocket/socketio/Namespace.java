package io.soundforge.alchemy.websocket.socketio;

/** Decides who may join, and how they are served. */
@FunctionalInterface
public interface Namespace {
    /**
     * A client wants to join. Exactly one of the calls on the admission must follow, now or later, in the same order of
     * calls as everything else.
     */
    void join(Handshake handshake, Admission admission);
}
