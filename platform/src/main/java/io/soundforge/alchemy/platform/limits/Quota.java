package io.soundforge.alchemy.platform.limits;

import java.time.Duration;

/**
 * How many requests fit into a time: as many at once, and that many again evenly over each such time.
 *
 * @param name what callers are told that it is for; letters and hyphens
 * @param permits at least 1
 * @param window at least one microsecond for each permit
 */
public record Quota(String name, int permits, Duration window) {
    public Quota {
        if (permits < 1 || window.toNanos() / 1000 < permits) {
            throw new IllegalArgumentException(
                    "expected at least 1 permit, and a microsecond for each; got " + permits + " in " + window);
        }
    }

    /** A quota for each minute. */
    public static Quota perMinute(String name, int permits) {
        return new Quota(name, permits, Duration.ofMinutes(1));
    }

    /** Microseconds. */
    long windowMicros() {
        return window.toNanos() / 1000;
    }

    /** Microseconds after which a permit comes back. */
    long interval() {
        return windowMicros() / permits;
    }
}
