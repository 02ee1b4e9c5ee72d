package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.ExpiredToken;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.FailureBackOff;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has addresses wait that fail to sign in again and again. Failures are counted over all nodes; a node that has not seen
 * one of an address lets it try once. While an address waits its credentials are not looked at, so that right ones are
 * not told from wrong ones.
 */
public final class SignInAttempts {
    private static final int ROOM = 10_000;

    private final boolean on;
    private final FailureBackOff backOff;
    private final Buckets buckets;
    private final LongSupplier nanos;

    /** Until when whom waits, on the clock. */
    private final Map<String, Long> waiting = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > ROOM;
        }
    };

    /**
     * Nobody has failed yet.
     *
     * @param on whether anybody has to wait at all
     */
    public SignInAttempts(boolean on, FailureBackOff backOff, Buckets buckets) {
        this(on, backOff, buckets, System::nanoTime);
    }

    SignInAttempts(boolean on, FailureBackOff backOff, Buckets buckets, LongSupplier nanos) {
        this.on = on;
        this.backOff = backOff;
        this.buckets = buckets;
        this.nanos = nanos;
    }

    /** Why the request's address may not try now, if it may not. */
    public synchronized Optional<AlchemyException> refusal(HttpServerRequest request) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        String place = place(request);
        Long until = waiting.get(place);
        Duration left = until == null ? Duration.ZERO : Duration.ofNanos(until - nanos.getAsLong());
        if (left.isNegative() || left.isZero()) {
            waiting.remove(place);
            return Optional.empty();
        }
        return Optional.of(new AlchemyException(
                ErrorCode.TOO_MANY_REQUESTS,
                "too many failures to sign in from this address; try again in "
                        + left.plusMillis(999).toSeconds() + " s",
                left));
    }

    /** Somebody at the request's address brought credentials that do not hold. */
    public void failed(HttpServerRequest request, Throwable error) {
        boolean guess =
                AlchemyException.failureOf(error).code() == ErrorCode.UNAUTHENTICATED && !ExpiredToken.causes(error);
        if (!on || !guess) {
            return;
        }
        String place = place(request);
        buckets.count("failed:" + place, backOff.longest()).onSuccess(failures -> delay(place, backOff.wait(failures)));
    }

    private synchronized void delay(String place, Duration wait) {
        if (!wait.isZero()) {
            waiting.remove(place);
            waiting.put(place, nanos.getAsLong() + wait.toNanos());
        }
    }

    private static String place(HttpServerRequest request) {
        return RequestFacts.of(request).client().place();
    }
}
