package io.soundforge.alchemy.platform.database;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.time.Duration;

/** More is asked of the database than it gets done: no connection of the pool came free in time, or too many wait. */
public final class Overload {
    private static final Duration LATER = Duration.ofSeconds(5);

    /** As the driver says it; what it throws has no type of its own. */
    private static final String NONE_CAME_FREE = "Timeout waiting for connection";

    private Overload() {}

    /** As {@link AlchemyException#failureOf}, of what {@link #told} makes of the error. */
    public static Failure failureOf(Throwable error) {
        return AlchemyException.failureOf(told(error));
    }

    /** UNAVAILABLE, to be tried again, in place of what the pool says of it; any other error as it is. */
    public static Throwable told(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionPoolTooBusyException || NONE_CAME_FREE.equals(cause.getMessage())) {
                return new AlchemyException(
                        ErrorCode.UNAVAILABLE, "the database has more to do than it can; ask again later", LATER);
            }
        }
        return error;
    }
}
