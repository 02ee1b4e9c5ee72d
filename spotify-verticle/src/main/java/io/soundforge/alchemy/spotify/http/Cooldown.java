package io.soundforge.alchemy.spotify.http;

import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers which hosts asked to be left alone, and for how long: asking again earlier makes the wait longer. */
public final class Cooldown {
    private final InstantSource clock;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    public Cooldown(InstantSource clock) {
        this.clock = clock;
    }

    void start(String host, long seconds) {
        until.put(host, clock.instant().plusSeconds(seconds));
    }

    /** Seconds that an answer asks to wait, by this clock; null if it does not say. */
    @Nullable Long asked(HttpClientResponse response) {
        return RetryAfter.seconds(response.getHeader("Retry-After"), clock.instant());
    }

    /** Whole seconds, rounded up; empty when the host may be asked. */
    Optional<Long> remaining(String host) {
        Instant end = until.get(host);
        if (end == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() || left.isZero()
                ? Optional.empty()
                : Optional.of(left.plusNanos(999_999_999).toSeconds());
    }
}
