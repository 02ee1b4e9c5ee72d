package io.soundforge.alchemy.websocket.transport;

/**
 * A request for a session of another node.
 *
 * @param body of a POST, at most a payload; empty for anything else
 */
public record Forward(Verb verb, String sid, String body) {
    /** What is wanted of the session. */
    public enum Verb {
        /** Packets, or the word that there are none for a while. */
        POLL,
        POST,
        /** The client has broken off its GET, so that packets may have been lost. */
        ABORT
    }

    /**
     * What the client is to be told.
     *
     * @param status of the HTTP answer; {@link #NOTHING_YET} if the client is to wait on
     */
    public record Answer(int status, String contentType, String body) {
        static final int NOTHING_YET = 0;

        boolean nothingYet() {
            return status == NOTHING_YET;
        }
    }
}
