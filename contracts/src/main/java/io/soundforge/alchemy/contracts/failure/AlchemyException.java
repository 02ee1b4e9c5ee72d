package io.soundforge.alchemy.contracts.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Failure} on its way to whoever asked. */
public final class AlchemyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    public AlchemyException(ErrorCode code, String message) {
        super(message);
        this.code = code;
        this.retryAfter = null;
    }

    public AlchemyException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryAfter = null;
    }

    /** @param retryAfter trying again earlier is of no use, or not wanted */
    public AlchemyException(ErrorCode code, String message, Duration retryAfter) {
        super(message);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    public Failure failure() {
        String message = getMessage();
        return new Failure(code, message == null ? code.sentence() : message);
    }

    /** How long whoever failed asks to wait before another try, if it does. */
    public static Optional<Duration> retryAfterOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException known) {
                return Optional.ofNullable(known.retryAfter);
            }
        }
        return Optional.empty();
    }

    /** The failure that a throwable stands for; an unexpected one becomes {@link ErrorCode#INTERNAL} without its text. */
    public static Failure failureOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException known) {
                return known.failure();
            }
            if (cause instanceof OutOfMemoryError) {
                return new Failure(ErrorCode.OUT_OF_MEMORY, ErrorCode.OUT_OF_MEMORY.sentence());
            }
        }
        return new Failure(ErrorCode.INTERNAL, ErrorCode.INTERNAL.sentence());
    }
}
