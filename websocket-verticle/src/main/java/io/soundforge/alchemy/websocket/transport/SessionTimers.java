package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Wakes one session when something is due. A deadline that moved away only costs one tick for nothing. */
final class SessionTimers {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final EngineSession session;
    private long timer = NONE;
    private long armedFor = Long.MAX_VALUE;

    SessionTimers(Vertx vertx, EngineSession session) {
        this.vertx = vertx;
        this.session = session;
    }

    /** Milliseconds of a clock that never goes back. */
    static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** To be called after everything that was done to the session. */
    void arm() {
        long deadline = session.deadline();
        if (deadline == Long.MAX_VALUE) {
            cancel();
        } else if (timer == NONE || deadline < armedFor) {
            cancel();
            armedFor = deadline;
            timer = vertx.setTimer(Math.max(1, deadline - now()), fired -> wake());
        }
    }

    private void wake() {
        timer = NONE;
        armedFor = Long.MAX_VALUE;
        session.tick(now());
        arm();
    }

    private void cancel() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
