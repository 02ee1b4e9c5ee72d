package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;

/**
 * When to try again: {@code attempts(5).startingAt(10 s).upTo(10 min)}. The n-th delay is drawn between nothing and all
 * of base·2^(n-1), capped: "full jitter", which spreads what failed together more than any other way.
 *
 * @param maxAttempts the first one included
 */
public record RetryPolicy(int maxAttempts, Duration base, Duration cap) {
    private static final int LARGEST_EXPONENT = 30;

    public static RetryPolicy attempts(int maxAttempts) {
        return new RetryPolicy(maxAttempts, Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    /** The one table of how often and when each kind of job is tried. */
    public static RetryPolicy of(JobKind kind) {
        return switch (kind) {
            case RESOLVE -> attempts(4).startingAt(Duration.ofSeconds(2)).upTo(Duration.ofMinutes(1));
            case DOWNLOAD -> attempts(5).startingAt(Duration.ofSeconds(10)).upTo(Duration.ofMinutes(10));
            case SEPARATE -> attempts(3).startingAt(Duration.ofSeconds(30)).upTo(Duration.ofMinutes(15));
            case ANALYZE -> attempts(3).startingAt(Duration.ofSeconds(10)).upTo(Duration.ofMinutes(5));
            case INSTALL -> attempts(5).startingAt(Duration.ofSeconds(5)).upTo(Duration.ofMinutes(5));
            case EXPORT -> attempts(3).startingAt(Duration.ofSeconds(5)).upTo(Duration.ofMinutes(1));
        };
    }

    public RetryPolicy startingAt(Duration newBase) {
        return new RetryPolicy(maxAttempts, newBase, cap);
    }

    public RetryPolicy upTo(Duration newCap) {
        return new RetryPolicy(maxAttempts, base, newCap);
    }

    /**
     * How long to wait after a failed attempt.
     *
     * @param attempt the one that failed, 1 or more
     * @param draw a random number in 0 (inclusive) … 1 (exclusive)
     */
    public Duration delayAfter(int attempt, double draw) {
        long factor = 1L << Math.min(Math.max(attempt, 1) - 1, LARGEST_EXPONENT);
        double full = Math.min((double) base.toMillis() * factor, (double) cap.toMillis());
        return Duration.ofMillis(Math.round(full * draw));
    }
}
