package io.soundforge.alchemy.platform.database;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the database did not do for a reason that is not in what it was asked: it has more to do than it can, it cannot be
 * reached, or it stopped on the way. Asking again later helps.
 */
public final class Unserved {
    private static final Duration LATER = Duration.ofSeconds(5);

    /** As the driver says it; what it throws has no type of its own. */
    private static final String NONE_CAME_FREE = "Timeout waiting for connection";

    private static final Set<String> CONNECTION_LOST = Set.of(
            "Pending requests failed to be sent due to connection has been closed.",
            "Connection is not active now, current status: CLOSED",
            "Connection is not active now, current status: CLOSING");

    /** Classes of SQLSTATE, and of class 57 what is said by a server that goes or comes, not by one that cancels. */
    private static final Set<String> CONNECTION_STATES = Set.of("08", "57P01", "57P02", "57P03", "57P05");

    /** Connections, memory or disk do not suffice. */
    private static final String SHORT_OF_RESOURCES = "53";

    private static final String BUSY = "the database has more to do than it can; ask again later";
    private static final String AWAY = "the database cannot be reached; ask again later";

    private Unserved() {}

    /** As {@link AlchemyException#failureOf}, of what {@link #told} makes of the error. */
    public static Failure failureOf(Throwable error) {
        return AlchemyException.failureOf(told(error));
    }

    /**
     * UNAVAILABLE, to be tried again, in place of what the driver says of it; any other error as it is. A refused
     * connection counts as the database's: whoever else connects somewhere says himself who did not answer.
     */
    public static Throwable told(Throwable error) {
        return causes(error)
                .flatMap(cause -> reason(cause).stream())
                .findFirst()
                .<Throwable>map(reason -> new AlchemyException(ErrorCode.UNAVAILABLE, reason, LATER))
                .orElse(error);
    }

    /** From the outermost on, as far as nobody has said yet what the matter is. */
    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .takeWhile(cause -> !(cause instanceof AlchemyException));
    }

    private static Optional<String> reason(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException || NONE_CAME_FREE.equals(cause.getMessage())) {
            return Optional.of(BUSY);
        }
        if (cause instanceof PgException said) {
            return ofState(String.valueOf(said.getSqlState()));
        }
        return isAway(cause) ? Optional.of(AWAY) : Optional.empty();
    }

    private static Optional<String> ofState(String state) {
        if (state.startsWith(SHORT_OF_RESOURCES)) {
            return Optional.of(BUSY);
        }
        return CONNECTION_STATES.stream().anyMatch(state::startsWith) ? Optional.of(AWAY) : Optional.empty();
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedConnectionException
                || (cause instanceof VertxException && CONNECTION_LOST.contains(String.valueOf(cause.getMessage())));
    }
}
