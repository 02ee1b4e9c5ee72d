package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.jobs.SnoozeException;
import io.soundforge.alchemy.platform.limits.Allowance;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.Charge;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.soundforge.alchemy.platform.limits.Quota;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many songs each provider is asked for: evenly over each minute, and a tenth of a minute's songs at once. Permits are
 * where the buckets are; whoever gets none is put off, each a turn behind the last, so that those who wait do not all
 * come back at the same time.
 */
public final class ProviderRates {
    /** Whoever wants something gets it. */
    public static final ProviderRates NONE = new ProviderRates(Map.of(), new LocalBuckets());

    private static final int AT_ONCE = 10;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Charge> charges = new HashMap<>();
    private final Map<String, Long> lastTurns = new HashMap<>();
    private final Buckets buckets;
    private final LongSupplier nanos;

    /**
     * @param perMinute songs by provider, at least 1; those that are not named have no limit
     * @param buckets shared by all nodes, or this node's
     */
    public ProviderRates(Map<String, Integer> perMinute, Buckets buckets) {
        this(perMinute, buckets, System::nanoTime);
    }

    ProviderRates(Map<String, Integer> perMinute, Buckets buckets, LongSupplier nanos) {
        perMinute.forEach((provider, songs) -> charges.put(provider, charge(provider, songs)));
        this.buckets = buckets;
        this.nanos = nanos;
    }

    /** A bucket of its own for each rate: after a change nobody pays for the rate before. */
    private static Charge charge(String provider, int songs) {
        int atOnce = Math.max(1, songs / AT_ONCE);
        Duration window = Duration.ofMinutes(1).multipliedBy(atOnce).dividedBy(songs);
        return new Charge(provider + '/' + songs, new Quota("provider", atOnce, window));
    }

    /** Lets one song pass; fails with {@link SnoozeException} if it is not its turn. */
    public Future<Void> admit(String provider) {
        Charge charge = charges.get(provider);
        return charge == null
                ? Future.succeededFuture()
                : buckets.take(List.of(charge)).compose(answer -> passed(provider, answer.get(0)));
    }

    private Future<Void> passed(String provider, Allowance allowance) {
        return allowance.granted()
                ? Future.succeededFuture()
                : Future.failedFuture(new SnoozeException(
                        turn(provider, allowance.quota(), allowance.retryAfter()),
                        ErrorCode.RATE_LIMITED,
                        provider + " is asked for only so many songs a minute; this one waits for its turn"));
    }

    private synchronized Duration turn(String provider, Quota quota, Duration retryAfter) {
        long now = nanos.getAsLong();
        long interval = quota.window().toNanos() / quota.permits();
        long behind = lastTurns.getOrDefault(provider, now) - now;
        long wait = Math.max(retryAfter.toNanos(), Math.min(behind, LONGEST.toNanos()) + interval);
        lastTurns.put(provider, now + wait);
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }
}
