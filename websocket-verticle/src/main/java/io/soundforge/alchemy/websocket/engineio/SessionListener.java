package io.soundforge.alchemy.websocket.engineio;

/** What rides on a session. Calls come one after the other. */
public interface SessionListener {
    /** A text or binary message. */
    void message(EnginePacket packet);

    /** When {@link #tick} is wanted; far away if never. */
    default long deadline() {
        return Long.MAX_VALUE;
    }

    /** The deadline is reached, or some other one. */
    default void tick(long now) {
        // Nothing is ever due.
    }

    /** The session is over; nothing comes after this. */
    void closed(CloseReason reason);
}
