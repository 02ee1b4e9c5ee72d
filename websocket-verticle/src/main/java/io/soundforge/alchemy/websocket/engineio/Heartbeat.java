package io.soundforge.alchemy.websocket.engineio;

/** When to ping a client and when to give it up. The next ping is counted from the last pong. */
final class Heartbeat {
    private final EngineSettings settings;
    private boolean awaitingPong;
    private long deadline;

    Heartbeat(EngineSettings settings, long now) {
        this.settings = settings;
        this.deadline = now + settings.pingInterval();
    }

    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        GIVE_UP
    }

    Due tick(long now) {
        if (now < deadline) {
            return Due.NOTHING;
        }
        if (awaitingPong) {
            return Due.GIVE_UP;
        }
        awaitingPong = true;
        // Counted from when it was due: a late tick must not make a silent client live longer.
        deadline += settings.pingTimeout();
        return Due.PING;
    }

    void pong(long now) {
        awaitingPong = false;
        deadline = now + settings.pingInterval();
    }

    long deadline() {
        return deadline;
    }
}
