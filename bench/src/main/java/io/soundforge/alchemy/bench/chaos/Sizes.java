package io.soundforge.alchemy.bench.chaos;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param workers processes at once where a crowd is wanted
 * @param nothings jobs that do nothing
 * @param mixed jobs in plans, some of which fail
 * @param kills of workers
 * @param wishes identical submits at once
 * @param finished rows of jobs that ended long ago, for the soak
 * @param lease of workers in the scenario that measures recovery as it is in earnest
 */
public record Sizes(
        int workers, int nothings, int mixed, int kills, int wishes, int finished, Duration lease, Duration patience) {
    public static Sizes full() {
        return new Sizes(8, 10_000, 300, 12, 1000, 0, Duration.ofSeconds(30), Duration.ofMinutes(4));
    }

    public static Sizes quick() {
        return new Sizes(3, 500, 60, 3, 200, 0, Duration.ofSeconds(4), Duration.ofMinutes(2));
    }
}
