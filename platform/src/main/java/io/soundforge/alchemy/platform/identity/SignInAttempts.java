package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.FailureBackOff;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Has addresses wait that fail to sign in again and again, by requests or on sockets. Failures are counted over all nodes; a node that has not seen
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

    /** Nobody ever waits. */
    public static SignInAttempts unlimited() {
        return new SignInAttempts(false, FailureBackOff.after(0), new LocalBuckets());
    }

    /**
     * Nobody has failed yet.
     *
     * @param on whether anybody has to wait at all
     */
    public SignInAttempts(boolean on, FailureBackOff backOff, Buckets buckets) {
        this(on, backOff, buckets, System::nanoTime);
    }

    /** @param nanos the clock */
    public SignInAttempts(boolean on, FailureBackOff backOff, Buckets buckets, LongSupplier nanos) {
        this.on = on;
        this.backOff = backOff;
        this.buckets = buckets;
        this.nanos = nanos;
    }

    /**
     * Why nobody there may try now, if so.
     *
     * @param place as {@link io.soundforge.alchemy.platform.http.Client#place} names it
     */
    public synchronized Optional<AlchemyException> refusal(String place) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
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

    /**
     * What a check of somebody's credentials comes to. It is not made while everybody there has to wait, and counts if it
     * fails.
     */
    public <T> Future<T> count(String place, Supplier<Future<T>> check) {
        return refusal(place).<Future<T>>map(Future::failedFuture).orElseGet(() -> check.get()
                .onFailure(error -> failed(place, error)));
    }

    /** Somebody there brought credentials that do not hold; an expired token is no guess. */
    public void failed(String place, Throwable error) {
        boolean guess =
                AlchemyException.failureOf(error).code() == ErrorCode.UNAUTHENTICATED && !ExpiredToken.causes(error);
        if (!on || !guess) {
            return;
        }
        buckets.count("failed:" + place, backOff.longest()).onSuccess(failures -> delay(place, backOff.wait(failures)));
    }

    private synchronized void delay(String place, Duration wait) {
        if (!wait.isZero()) {
            waiting.remove(place);
            waiting.put(place, nanos.getAsLong() + wait.toNanos());
        }
    }
}
