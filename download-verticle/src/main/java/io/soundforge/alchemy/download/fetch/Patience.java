package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Waits so long for everything, and so long for the next sign of life; belongs to one context. */
final class Patience {
    private final Vertx vertx;
    private final FetchLimits limits;
    private final Consumer<AlchemyException> onEnd;
    private long deadlineTimer;
    private long idleTimer;

    private Patience(Vertx vertx, FetchLimits limits, Consumer<AlchemyException> onEnd) {
        this.vertx = vertx;
        this.limits = limits;
        this.onEnd = onEnd;
    }

    /** @param onEnd gets a TIMEOUT, at most once per limit */
    static Patience begin(Vertx vertx, FetchLimits limits, Consumer<AlchemyException> onEnd) {
        Patience patience = new Patience(vertx, limits, onEnd);
        patience.deadlineTimer = vertx.setTimer(limits.deadline().toMillis(), end -> patience.deadlinePassed());
        patience.idleTimer = patience.armed();
        return patience;
    }

    /** Something came. */
    void alive() {
        vertx.cancelTimer(idleTimer);
        idleTimer = armed();
    }

    void end() {
        vertx.cancelTimer(deadlineTimer);
        vertx.cancelTimer(idleTimer);
    }

    private long armed() {
        return vertx.setTimer(limits.idle().toMillis(), silence -> silent());
    }

    private void deadlinePassed() {
        onEnd.accept(new AlchemyException(
                ErrorCode.TIMEOUT,
                "the file did not arrive within " + limits.deadline().toSeconds() + " s"));
    }

    private void silent() {
        onEnd.accept(new AlchemyException(
                ErrorCode.TIMEOUT, "the source was silent for " + limits.idle().toMillis() + " ms"));
    }
}
