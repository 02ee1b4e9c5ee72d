package io.soundforge.alchemy.platform.limits;

import java.time.Duration;

/**
 * One caller's bucket of permits, kept as a single number: the time at which it will be full again. That is the generic
 * cell rate algorithm (ITU-T I.371, annex A) with the whole window as its tolerance.
 *
 * @param full microseconds on whichever clock {@code now} is read from; in the past for a full bucket
 */
record TokenBucket(long full) {
    /** The bucket of somebody who was not there before. */
    static final TokenBucket FULL = new TokenBucket(0);

    /** The bucket with a permit less, if there is one to take; else the same. */
    TokenBucket take(Quota quota, long now) {
        return holdsOne(quota, now) ? new TokenBucket(Math.max(full, now) + quota.interval()) : this;
    }

    /** Whether a permit can be taken. */
    boolean holdsOne(Quota quota, long now) {
        return wait(quota, now) == 0;
    }

    /** What the caller is told, after its request was let through or not. */
    Allowance allowance(Quota quota, long now, boolean granted) {
        long missing = Math.max(0, full - now);
        long left = Math.max(0, (quota.windowMicros() - missing) / quota.interval());
        return new Allowance(quota, granted, left, micros(missing), micros(granted ? 0 : wait(quota, now)));
    }

    private long wait(Quota quota, long now) {
        return Math.max(0, Math.max(full, now) + quota.interval() - quota.windowMicros() - now);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(1000 * micros);
    }
}
