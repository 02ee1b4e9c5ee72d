package io.soundforge.alchemy.platform.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What follows from a receiver's answer.
 *
 * @param delay before the next try of this delivery; zero if there is none
 * @param pause how long nothing at all is sent to the endpoint; zero for no pause
 */
record Verdict(Next next, Duration delay, Duration pause) {
    private static final Duration OVERLOAD_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** What becomes of the delivery. */
    enum Next {
        DELIVERED,
        AGAIN,
        GIVEN_UP,
        /** Given up, and the endpoint is disabled. */
        GONE
    }

    /** @param failedBefore how many tries of this round failed before this one */
    static Verdict of(ReceiverAnswer answer, int failedBefore, RandomGenerator random) {
        if (answer.success()) {
            return new Verdict(Next.DELIVERED, Duration.ZERO, Duration.ZERO);
        }
        if (answer.gone()) {
            return new Verdict(Next.GONE, Duration.ZERO, Duration.ZERO);
        }
        Optional<Duration> wait = DeliverySchedule.waitAfter(failedBefore + 1, random);
        return wait.isPresent()
                ? new Verdict(Next.AGAIN, longer(wait.get(), asked(answer)), pause(answer))
                : new Verdict(Next.GIVEN_UP, Duration.ZERO, pause(answer));
    }

    private static Duration asked(ReceiverAnswer answer) {
        return answer.retryAfter() == null ? Duration.ZERO : shorter(answer.retryAfter(), LONGEST_WAIT);
    }

    private static Duration pause(ReceiverAnswer answer) {
        Duration least = answer.overloaded() ? OVERLOAD_PAUSE : Duration.ZERO;
        return longer(least, shorter(asked(answer), LONGEST_PAUSE));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
