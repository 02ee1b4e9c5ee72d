package io.soundforge.alchemy.platform.limits;

import java.time.Duration;

/**
 * How long somebody waits who failed to sign in so often: not at all for the first few, then twice as long each time.
 *
 * @param free failures that cost nothing
 * @param first wait after the next
 * @param longest wait of all, after which earlier failures are forgotten, too
 */
public record FailureBackOff(int free, Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /** Ten mistakes, then from one second to a quarter of an hour. */
    public static FailureBackOff after(int free) {
        return new FailureBackOff(free, Duration.ofSeconds(1), Duration.ofMinutes(15));
    }

    public Duration wait(int failures) {
        if (failures <= free) {
            return Duration.ZERO;
        }
        Duration wait = first.multipliedBy(1L << Math.min(failures - free - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
