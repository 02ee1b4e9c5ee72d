package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When an answer is due. */
record Deadline(InstantSource clock, Instant end) {
    static Deadline in(Duration span, InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(span));
    }

    /** Sooner by as much as is to be kept for others; half of what is left if that is less. */
    Deadline keeping(Duration reserve) {
        Duration left = Duration.between(clock.instant(), end);
        Duration half = left.dividedBy(2);
        return new Deadline(clock, end.minus(reserve.compareTo(half) < 0 ? reserve : half));
    }

    /** Whether something that takes this long can be over in time. */
    boolean allows(Duration span) {
        return clock.instant().plus(span).isBefore(end);
    }

    /** Fails with TIMEOUT when the answer does not come in time, whoever is still at work on it. */
    <T> Future<T> hold(Future<T> answer) {
        long left = Math.max(1, Duration.between(clock.instant(), end).toMillis());
        return answer.timeout(left, TimeUnit.MILLISECONDS)
                .recover(error -> Future.failedFuture(error instanceof TimeoutException ? missed() : error));
    }

    static AlchemyException missed() {
        return new AlchemyException(ErrorCode.TIMEOUT, "Spotify did not tell everything in time");
    }
}
