package io.soundforge.alchemy.platform.health;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The latest answer to a question that many ask: put once however many wait for it, given up on after a while, and kept
 * for a moment. May be used from any thread.
 */
public final class Glance<T> {
    /** Long enough for a round trip to a busy server, short enough for a probe that waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /** However often probes come, a server behind us is asked so often only. */
    public static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<Future<T>> question;
    private final T unanswered;
    private final Duration patience;
    private final long freshNanos;
    private Future<T> latest;
    private T known;
    private long answeredNanos;

    /** @param unanswered what counts when the answer fails or does not come in time */
    public Glance(Supplier<Future<T>> question, T unanswered) {
        this(question, unanswered, PATIENCE, FRESH);
    }

    /**
     * @param unanswered what counts when the answer fails or does not come in time
     * @param patience how long an answer may take
     * @param fresh how long it is as good as a new one
     */
    public Glance(Supplier<Future<T>> question, T unanswered, Duration patience, Duration fresh) {
        this.question = question;
        this.unanswered = unanswered;
        this.patience = patience;
        this.freshNanos = fresh.toNanos();
        this.known = unanswered;
        this.latest = Future.succeededFuture(unanswered);
        this.answeredNanos = System.nanoTime() - freshNanos;
    }

    /** An answer that is fresh; never fails, and comes within the patience. */
    public synchronized Future<T> look() {
        if (latest.isComplete() && System.nanoTime() - answeredNanos >= freshNanos) {
            latest = Future.succeededFuture()
                    .compose(start -> question.get())
                    .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .otherwise(unanswered)
                    .onSuccess(this::keep);
        }
        return latest;
    }

    /** The answer that came last, at once; asks anew behind it if that one is old. */
    public T last() {
        look();
        return known();
    }

    private synchronized T known() {
        return known;
    }

    private synchronized void keep(T answer) {
        known = answer;
        answeredNanos = System.nanoTime();
    }
}
