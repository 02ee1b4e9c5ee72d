package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import org.jspecify.annotations.Nullable;

/** What is to be written about an attempt that did not succeed. */
enum Ending {
    /** Another try may help. */
    RETRY,
    FAIL,
    CANCEL,
    /** Given back, not counted. */
    RELEASE,
    /** Given back until later, not counted. */
    SNOOZE,
    /** Given back until somebody answers, not counted. */
    PARK,
    /** Nothing: the job is no longer ours. */
    DROP;

    /** @param stop why the attempt was told to stop; null if it was not, so that the error is its own */
    static Ending of(@Nullable StopReason stop, Throwable error) {
        if (error instanceof LeaseLostException) {
            return DROP;
        }
        if (stop == null) {
            if (error instanceof SnoozeException) {
                return SNOOZE;
            }
            if (error instanceof ParkedException) {
                return PARK;
            }
            return AlchemyException.failureOf(error).code().retryable() ? RETRY : FAIL;
        }
        return switch (stop) {
            case CANCELLED -> CANCEL;
            case LEASE_LOST -> DROP;
            case SHUTDOWN -> RELEASE;
            case TIMED_OUT, STALLED -> RETRY;
        };
    }
}
