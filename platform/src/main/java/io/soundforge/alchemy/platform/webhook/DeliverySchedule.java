package io.soundforge.alchemy.platform.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, as Standard
 * Webhooks 1.0.0 proposes; 75 h 35 min in total. Up to a tenth is added by chance, so that what failed together does not
 * come back together.
 */
public final class DeliverySchedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** So many tries, then a delivery has failed. */
    static final int TRIES = WAITS.size() + 1;

    private static final double JITTER = 0.1;

    private DeliverySchedule() {}

    /**
     * How long to wait after a failure.
     *
     * @param failures how many tries have failed, 1 or more
     * @return empty when that was the last
     */
    public static Optional<Duration> waitAfter(int failures, RandomGenerator random) {
        if (failures >= TRIES) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(failures - 1);
        return Optional.of(wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble())));
    }
}
