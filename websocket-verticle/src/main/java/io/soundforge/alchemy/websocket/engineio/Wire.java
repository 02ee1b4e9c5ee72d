package io.soundforge.alchemy.websocket.engineio;

/** The WebSocket under a session. None of the calls fails; what went wrong is told as a closed wire. */
public interface Wire {
    void send(EnginePacket packet);

    /** Whether more would only pile up; {@link EngineSession#drained()} is called when it no longer does. */
    boolean full();

    void close();

    /** Closes for a client that does not take what it is sent. */
    default void closeAsTooSlow() {
        close();
    }
}
