package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.FailureBackOff;
import io.soundforge.alchemy.platform.limits.Quota;

/**
 * How many requests a minute are let through.
 *
 * @param reads of one owner
 * @param writes of one owner
 * @param uploads of one owner
 * @param timesPerAddress how many owners' worth one address gets: many may share one
 * @param signInFailures of one address that cost nothing; after them it waits, twice as long each time
 */
public record RateLimits(boolean on, int reads, int writes, int uploads, int timesPerAddress, int signInFailures) {
    public static final RateLimits DEFAULTS = new RateLimits(true, 1200, 240, 60, 4, 20);

    /** Nobody is counted. */
    public static final RateLimits OFF = new RateLimits(false, 1200, 240, 60, 4, 20);

    /** Of one node; failures on others come by the buckets. */
    public SignInAttempts attempts(Buckets buckets) {
        return new SignInAttempts(on, FailureBackOff.after(signInFailures), buckets);
    }

    Quota ofOwner(RequestClass kind) {
        return Quota.perMinute(kind.text(), permits(kind));
    }

    Quota ofAddress(RequestClass kind) {
        return Quota.perMinute(kind.text() + "-address", timesPerAddress * permits(kind));
    }

    private int permits(RequestClass kind) {
        return switch (kind) {
            case WRITE -> writes;
            case UPLOAD -> uploads;
            default -> reads;
        };
    }
}
