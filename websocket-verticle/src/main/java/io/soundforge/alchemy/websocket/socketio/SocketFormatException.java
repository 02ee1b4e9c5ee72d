package io.soundforge.alchemy.websocket.socketio;

/** What came is no packet, or not one that a client may send now. The session is over. */
final class SocketFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SocketFormatException(String message) {
        super(message);
    }

    SocketFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
