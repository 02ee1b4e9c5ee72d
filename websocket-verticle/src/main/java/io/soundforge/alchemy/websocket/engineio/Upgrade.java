package io.soundforge.alchemy.websocket.engineio;

/** An upgrade under way: a WebSocket that has asked to take over from polling. */
final class Upgrade {
    /** How long a waiting GET may still bring packets before it is sent away empty. */
    private static final long RELEASE_MILLIS = 100;

    private final Wire wire;
    private final long deadline;
    private boolean probed;
    private long releaseAt = Long.MAX_VALUE;

    Upgrade(Wire wire, long deadline) {
        this.wire = wire;
        this.deadline = deadline;
    }

    boolean is(Wire other) {
        return wire == other;
    }

    Wire wire() {
        return wire;
    }

    void probe(long now) {
        probed = true;
        releaseAt = now + RELEASE_MILLIS;
        wire.send(EnginePacket.PROBE_ANSWER);
    }

    boolean probed() {
        return probed;
    }

    boolean timedOut(long now) {
        return now >= deadline;
    }

    /** Whether a waiting GET has to be sent away now, so that the client can change over. */
    boolean releasesPoll(long now) {
        if (now < releaseAt) {
            return false;
        }
        releaseAt = now + RELEASE_MILLIS;
        return true;
    }

    long deadline(boolean pollWaits) {
        return pollWaits ? Math.min(deadline, releaseAt) : deadline;
    }
}
