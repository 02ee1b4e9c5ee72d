package io.soundforge.alchemy.platform.storage.object;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long one waits for a store, and how often one asks again.
 *
 * @param connect for a connection
 * @param idle longest silence within a call
 * @param whole longest call whose answer is small; transfers are bounded by {@code idle} and by their bytes
 * @param tries calls in all, where asking again is harmless
 * @param backoff longest wait before the second try; doubles with each one
 * @param longestWait before any try, whatever the store asks for
 */
public record StorePatience(
        Duration connect, Duration idle, Duration whole, int tries, Duration backoff, Duration longestWait) {
    public static final StorePatience DEFAULT = new StorePatience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            5,
            Duration.ofMillis(400),
            Duration.ofSeconds(20));

    /** Full jitter: anything between nothing and the bound, so that those who failed together do not return together. */
    Duration waitBefore(int attempt) {
        long bound = Math.min(longestWait.toMillis(), backoff.toMillis() << Math.min(attempt - 2, 16));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.max(1, bound)) + 1);
    }
}
