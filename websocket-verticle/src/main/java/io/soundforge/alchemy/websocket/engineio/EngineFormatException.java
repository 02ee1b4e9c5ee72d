package io.soundforge.alchemy.websocket.engineio;

/** What came is no packet. The session it came for is over. */
public final class EngineFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFormatException(String message) {
        super(message);
    }

    EngineFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
