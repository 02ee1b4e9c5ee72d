package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for a job to end. It looks at the row every now and then, more and more rarely, which works whatever the event
 * carrier does at the moment.
 */
final class JobEnd {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 500;

    private final Vertx vertx;
    private final JobStore jobs;

    JobEnd(Vertx vertx, JobStore jobs) {
        this.vertx = vertx;
        this.jobs = jobs;
    }

    /**
     * The job when it has ended, or as it is when the patience does.
     *
     * @param wanted whether anybody still listens; asked before each look
     */
    Future<Job> await(JobId id, Duration patience, BooleanSupplier wanted) {
        return look(id, System.nanoTime() + patience.toNanos(), FIRST_MILLIS, wanted);
    }

    private Future<Job> look(JobId id, long untilNanos, long waitMillis, BooleanSupplier wanted) {
        return jobs.find(id).compose(found -> {
            Job job = found.orElseThrow(
                    () -> new AlchemyException(ErrorCode.NOT_FOUND, "the track was deleted while it was exported"));
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (job.state().terminal() || leftMillis <= 0 || !wanted.getAsBoolean()) {
                return Future.succeededFuture(job);
            }
            long next = Math.min(LONGEST_MILLIS, 2 * waitMillis);
            return vertx.timer(Math.min(waitMillis, leftMillis), TimeUnit.MILLISECONDS)
                    .compose(later -> look(id, untilNanos, next, wanted));
        });
    }
}
