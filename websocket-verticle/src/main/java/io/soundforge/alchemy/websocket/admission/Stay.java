package io.soundforge.alchemy.websocket.admission;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.identity.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One caller's stay at the live edge: until the credentials run out, which is announced {@link #NOTICE} before, or for longer
 * with others of the same caller. All calls come on one context.
 */
public final class Stay {
    /** Enough for a client whose timers are held back while nobody looks at its page. */
    static final Duration NOTICE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Function<String, Future<Caller>> callerOf;
    private final Guest guest;
    private Caller caller;
    private long notice = -1;
    private long end = -1;
    private boolean asking;
    private boolean left;

    /** Who stays. */
    public interface Guest {
        /** The stay ends then, unless it is renewed. */
        void expiring(Instant end);

        /** The credentials hold no more. */
        void over();
    }

    /** @param callerOf who a token belongs to */
    Stay(Vertx vertx, Function<String, Future<Caller>> callerOf, Caller caller, Guest guest) {
        this.vertx = vertx;
        this.callerOf = callerOf;
        this.caller = caller;
        this.guest = guest;
        watch();
    }

    /** When the stay ends; null if it does not by itself. */
    public @Nullable Instant end() {
        return caller.expires();
    }

    /**
     * Goes on with other credentials. Fails with UNAUTHENTICATED if they do not hold, TOO_MANY_REQUESTS if too many did not, FORBIDDEN if they are of somebody else and
     * RATE_LIMITED while others are looked at; the stay then goes on as it was.
     */
    public Future<Stay> renew(String token) {
        if (asking) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.RATE_LIMITED, "one token after the other: the last one is still being checked"));
        }
        asking = true;
        return callerOf.apply(token)
                .onComplete(answered -> asking = false)
                .map(this::require)
                .map(this::renewed);
    }

    private Caller require(Caller found) {
        if (!found.owner().equals(caller.owner())) {
            throw new AlchemyException(
                    ErrorCode.FORBIDDEN, "expected a token of the same person; this one is somebody else's");
        }
        return found;
    }

    /** An older token that comes late shortens nothing. */
    private Stay renewed(Caller found) {
        if (!left && outlasts(found.expires(), caller.expires())) {
            cancel();
            caller = found;
            watch();
        }
        return this;
    }

    private static boolean outlasts(@Nullable Instant one, @Nullable Instant other) {
        return other != null && (one == null || one.isAfter(other));
    }

    private void watch() {
        Instant expires = caller.expires();
        if (expires == null) {
            return;
        }
        Duration rest = Duration.between(Instant.now(), expires);
        end = vertx.setTimer(Math.max(1, rest.toMillis()), late -> guest.over());
        notice = vertx.setTimer(Math.max(1, rest.minus(NOTICE).toMillis()), soon -> guest.expiring(expires));
    }

    private void cancel() {
        vertx.cancelTimer(end);
        vertx.cancelTimer(notice);
    }

    /** The caller is gone. */
    public void leave() {
        left = true;
        cancel();
    }
}
