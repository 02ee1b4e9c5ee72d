package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.database.Unserved;
import java.time.Duration;

/**
 * A handler's way to say "not before then": the job goes back to the queue and the attempt does not count. A job may be
 * put off for {@link #LONGEST} in all its life; beyond that, a snooze is a failed attempt like others.
 */
public final class SnoozeException extends RuntimeException {
    /** Of all snoozes of a job together. */
    public static final Duration LONGEST = Duration.ofHours(24);
    /** Of one snooze: a job that is put off for nothing would come back at once, for ever. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final long serialVersionUID = 1L;

    private final Duration delay;
    private final ErrorCode code;

    /**
     * @param delay from now; at least a second is taken
     * @param code why, such as RATE_LIMITED or UNAVAILABLE
     * @param message why, for people
     */
    public SnoozeException(Duration delay, ErrorCode code, String message) {
        super(message);
        this.delay = delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
        this.code = code;
    }

    /** A database that does not serve is no attempt of a job's: the job is put off instead. Other errors stay. */
    static Throwable ifUnserved(Throwable error) {
        Throwable told = Unserved.told(error);
        return told == error
                ? error
                : new SnoozeException(
                        AlchemyException.retryAfterOf(told).orElse(SHORTEST),
                        ErrorCode.UNAVAILABLE,
                        String.valueOf(told.getMessage()));
    }

    public Duration delay() {
        return delay;
    }

    Failure failure() {
        String message = getMessage();
        return new Failure(code, message == null ? code.sentence() : message);
    }
}
