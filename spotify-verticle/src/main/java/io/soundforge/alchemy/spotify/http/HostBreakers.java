package io.soundforge.alchemy.spotify.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit breaker per host (M. Nygard, Release It!, 2007): one that keeps failing is left alone for a while, so that
 * questions go on to the next source at once instead of after a timeout each. Its answers "no" and "later" are no failures.
 */
final class HostBreakers {
    private static final Logger log = LoggerFactory.getLogger(HostBreakers.class);

    static final int FAILURES = 5;

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Set<ErrorCode> BROKEN = EnumSet.of(ErrorCode.TIMEOUT, ErrorCode.SOURCE_UNAVAILABLE);

    private final Vertx vertx;
    private final Duration rest;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /** @param rest until one question is let through again, to see whether the host is back */
    HostBreakers(Vertx vertx, Duration rest) {
        this.vertx = vertx;
        this.rest = rest;
    }

    /** Fails with SOURCE_UNAVAILABLE without asking while the host is left alone; else as the question. */
    Future<Reply> call(String host, Supplier<Future<Reply>> question) {
        return breakers.computeIfAbsent(host, this::breaker)
                .<Outcome>execute(() -> question.get().transform(HostBreakers::judged))
                .recover(error -> outcome(host, error))
                .compose(Outcome::result);
    }

    /** What came of a question, so that the breaker sees failures of the host only. */
    private record Outcome(Future<Reply> result) {}

    /** Carries the outcome past the breaker, which knows failures by exceptions. */
    private static final class HostFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        HostFailure(Outcome outcome) {
            super("the host failed", outcome.result().cause(), false, false);
            this.outcome = outcome;
        }
    }

    private static Future<Outcome> judged(AsyncResult<Reply> answer) {
        Outcome outcome = new Outcome(
                answer.succeeded() ? Future.succeededFuture(answer.result()) : Future.failedFuture(answer.cause()));
        boolean broken = answer.succeeded()
                ? answer.result().status() >= 500
                : BROKEN.contains(AlchemyException.failureOf(answer.cause()).code());
        return broken ? Future.failedFuture(new HostFailure(outcome)) : Future.succeededFuture(outcome);
    }

    private static Future<Outcome> outcome(String host, Throwable error) {
        if (error instanceof HostFailure failure) {
            return Future.succeededFuture(failure.outcome);
        }
        boolean open = error instanceof OpenCircuitException;
        return Future.failedFuture(
                open
                        ? new AlchemyException(
                                ErrorCode.SOURCE_UNAVAILABLE,
                                "Spotify (" + host + ") has failed " + FAILURES
                                        + " times lately and is left alone for a moment",
                                error)
                        : error);
    }

    private CircuitBreaker breaker(String host) {
        CircuitBreakerOptions options = new CircuitBreakerOptions()
                .setMaxFailures(FAILURES)
                .setFailuresRollingWindow(WITHIN.toMillis())
                .setResetTimeout(rest.toMillis())
                .setTimeout(-1); // each question has its own
        return CircuitBreaker.create(host, vertx, options)
                .openHandler(opened -> log.atWarn().addKeyValue("host", host).log("left alone: it keeps failing"))
                .closeHandler(closed -> log.atInfo().addKeyValue("host", host).log("back: it answers again"));
    }
}
