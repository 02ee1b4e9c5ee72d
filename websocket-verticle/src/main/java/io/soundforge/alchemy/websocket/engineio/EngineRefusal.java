package io.soundforge.alchemy.websocket.engineio;

/** Why a request is not granted: status 400 or 403 and a small JSON body. */
public enum EngineRefusal {
    UNKNOWN_TRANSPORT(0, "Transport unknown"),
    UNKNOWN_SESSION(1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    FORBIDDEN(4, "Forbidden"),
    UNSUPPORTED_VERSION(5, "Unsupported protocol version");

    private final int code;
    private final String message;

    EngineRefusal(int code, String message) {
        this.code = code;
        this.message = message;
    }

    public int status() {
        return this == FORBIDDEN ? 403 : 400;
    }

    public String body() {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
