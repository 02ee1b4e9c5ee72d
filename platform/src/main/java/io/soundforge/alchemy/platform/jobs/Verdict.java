package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt that did not succeed ends, why, and when the next may begin.
 *
 * @param delay for RETRY and SNOOZE; else zero
 */
record Verdict(Ending ending, Failure failure, Duration delay) {
    /** A source that asks for more patience gets this much and is asked again. */
    private static final Duration MOST_PATIENCE = Duration.ofHours(6);

    /**
     * @param job as it was claimed: its error is that of the attempt before
     * @param stop why the attempt was told to stop; null if it was not
     * @param draw a random number in 0 (inclusive) … 1 (exclusive)
     */
    static Verdict of(Job job, RetryPolicy retry, @Nullable StopReason stop, Throwable error, double draw) {
        Ending ending = Ending.of(stop, error);
        return switch (ending) {
            case SNOOZE -> snooze((SnoozeException) error);
            case RETRY -> retry(job, retry, failureOf(stop, error), error, draw);
            case PARK -> new Verdict(Ending.PARK, ((ParkedException) error).failure(), Duration.ZERO);
            case FAIL, CANCEL, RELEASE, DROP -> new Verdict(ending, failureOf(stop, error), Duration.ZERO);
        };
    }

    private static Verdict snooze(SnoozeException snooze) {
        return new Verdict(Ending.SNOOZE, snooze.failure(), snooze.delay());
    }

    private static Verdict retry(Job job, RetryPolicy retry, Failure failure, Throwable error, double draw) {
        if (failure.code() == ErrorCode.OUT_OF_MEMORY && outOfMemoryBefore(job)) {
            return new Verdict(Ending.FAIL, failure, Duration.ZERO);
        }
        Duration asked = AlchemyException.retryAfterOf(error).orElse(Duration.ZERO);
        Duration patience = asked.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : asked;
        if (failure.code() == ErrorCode.RATE_LIMITED && !asked.isZero()) {
            return new Verdict(Ending.SNOOZE, failure, patience);
        }
        Duration own = retry.delayAfter(job.attempt(), draw);
        return new Verdict(Ending.RETRY, failure, own.compareTo(patience) < 0 ? patience : own);
    }

    /** Memory that does not suffice twice in a row will not suffice a third time. */
    private static boolean outOfMemoryBefore(Job job) {
        Failure before = job.error();
        return before != null && before.code() == ErrorCode.OUT_OF_MEMORY;
    }

    private static Failure failureOf(@Nullable StopReason stop, Throwable error) {
        if (stop == StopReason.TIMED_OUT) {
            return new Failure(ErrorCode.TIMEOUT, "The work took longer than it may.");
        }
        if (stop == StopReason.STALLED) {
            return new Failure(ErrorCode.TIMEOUT, "The work made no progress for too long.");
        }
        return AlchemyException.failureOf(error);
    }
}
