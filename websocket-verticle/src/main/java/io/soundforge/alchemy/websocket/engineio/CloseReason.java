package io.soundforge.alchemy.websocket.engineio;

/** Why a session is over, in the words of the reference server. */
public enum CloseReason {
    TRANSPORT_CLOSE("transport close"),
    TRANSPORT_ERROR("transport error"),
    PING_TIMEOUT("ping timeout"),
    PARSE_ERROR("parse error"),
    FORCED_CLOSE("forced close"),
    /** The client does not take what it is sent; it may come back and recover. */
    TOO_SLOW("transport error");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
