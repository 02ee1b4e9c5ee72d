package io.soundforge.alchemy.platform.jobs;

import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes values on at most once per period: the first at once, then always the latest when the period is over. Confined
 * to one context.
 */
final class Throttle<T> {
    private final Vertx vertx;
    private final long periodMillis;
    private final Consumer<T> target;
    private @Nullable T waiting;
    private boolean resting;
    private boolean closed;

    Throttle(Vertx vertx, long periodMillis, Consumer<T> target) {
        this.vertx = vertx;
        this.periodMillis = periodMillis;
        this.target = target;
    }

    void offer(T value) {
        if (closed) {
            return;
        }
        if (resting) {
            waiting = value;
            return;
        }
        resting = true;
        vertx.setTimer(periodMillis, timer -> rested());
        target.accept(value);
    }

    /** Nothing is passed on after this. */
    void close() {
        closed = true;
    }

    private void rested() {
        resting = false;
        T value = waiting;
        waiting = null;
        if (value != null) {
            offer(value);
        }
    }
}
