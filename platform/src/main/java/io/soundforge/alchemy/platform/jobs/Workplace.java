package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the attempts of one runner share. */
record Workplace(Vertx vertx, Context context, LeaseStore leases, RetryPolicy retry, JobLimits limits) {
    /** Longer than a database takes to start again, after a crash too. The lease is kept alive meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 1000;

    /** SQLSTATE classes that say nothing against the statement: connection, rollback, resources, operator. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    /** An hour of work must not be lost to a restart of the database: tries a write again for a minute. */
    <T> Future<T> persistently(Supplier<Future<T>> write) {
        return attempt(write, System.nanoTime() + PATIENCE.toNanos(), FIRST_WAIT_MILLIS);
    }

    private <T> Future<T> attempt(Supplier<Future<T>> write, long endNanos, long waitMillis) {
        return write.get().recover(error -> {
            if (System.nanoTime() - endNanos > 0 || !passing(error)) {
                return Future.failedFuture(error);
            }
            long next = Math.min(2 * waitMillis, LONGEST_WAIT_MILLIS);
            return vertx.timer(waitMillis, TimeUnit.MILLISECONDS).compose(later -> attempt(write, endNanos, next));
        });
    }

    private static boolean passing(Throwable error) {
        if (error instanceof AlchemyException || error instanceof LeaseLostException) {
            return false;
        }
        if (error instanceof PgException failure) {
            String state = failure.getSqlState();
            return state == null || PASSING.contains(state.substring(0, 2));
        }
        return error instanceof VertxException || !(error instanceof RuntimeException || error instanceof Error);
    }
}
