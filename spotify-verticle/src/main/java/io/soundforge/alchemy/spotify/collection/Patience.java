package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks again where that helps and the deadline allows it: after the wait that a busy service asked for, and once after
 * a stumble. Without it one bad page of two hundred would cost the whole playlist.
 */
final class Patience {
    private static final int MOST_WAITS = 5;
    private static final Duration UNSAID = Duration.ofSeconds(1);
    private static final Duration STUMBLE = Duration.ofMillis(250);

    private final Supplier<Optional<Long>> secondsToWait;
    private final Function<Duration, Future<Void>> pause;

    /**
     * @param secondsToWait what the service asks for at present, if it says
     * @param pause completes after that time
     */
    Patience(Supplier<Optional<Long>> secondsToWait, Function<Duration, Future<Void>> pause) {
        this.secondsToWait = secondsToWait;
        this.pause = pause;
    }

    /** Fails as the last attempt failed, or with TIMEOUT when there is no time for the first. */
    <T> Future<T> call(Supplier<Future<T>> question, Deadline deadline) {
        return attempt(question, deadline, 0);
    }

    private <T> Future<T> attempt(Supplier<Future<T>> question, Deadline deadline, int failures) {
        if (!deadline.allows(Duration.ZERO)) {
            return Future.failedFuture(Deadline.missed());
        }
        return question.get().recover(error -> waitAfter(error, failures)
                .filter(deadline::allows)
                .map(span -> pause.apply(span).compose(rested -> attempt(question, deadline, failures + 1)))
                .orElseGet(() -> Future.failedFuture(error)));
    }

    private Optional<Duration> waitAfter(Throwable error, int failures) {
        ErrorCode code = AlchemyException.failureOf(error).code();
        if (code == ErrorCode.RATE_LIMITED && failures < MOST_WAITS) {
            return Optional.of(secondsToWait.get().map(Duration::ofSeconds).orElse(UNSAID));
        }
        return code == ErrorCode.SOURCE_UNAVAILABLE && failures == 0 ? Optional.of(STUMBLE) : Optional.empty();
    }
}
