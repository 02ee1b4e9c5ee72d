package io.soundforge.alchemy.spotify.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer read to its end.
 *
 * @param retryAfter seconds that the header of that name asks to wait, if it can be read
 * @param location where a redirect leads, as it came; null when the answer is none
 */
public record Reply(
        int status,
        String body,
        @Nullable Long retryAfter,
        @Nullable String location) {
    public static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    /** How long a used up quota is left alone when nothing else is said. */
    private static final long QUOTA_SECONDS = 3600;

    /** The body of a successful answer; every other answer becomes the failure that it stands for. */
    public String successBody() {
        if (status >= 200 && status < 300) {
            return body;
        }
        throw failure();
    }

    /** Seconds to wait before the next request; empty unless the service asks to wait and says how long. */
    Optional<Long> secondsToWait() {
        if (status != TOO_MANY_REQUESTS) {
            return Optional.empty();
        }
        if (retryAfter != null) {
            return Optional.of(retryAfter);
        }
        return quotaIsUsedUp() ? Optional.of(QUOTA_SECONDS) : Optional.empty();
    }

    /** The developer account's quota (July 2026), which is told apart from the rate limit by its reason only. */
    private boolean quotaIsUsedUp() {
        return body.contains("QUOTA_EXCEEDED");
    }

    /** The failure of asking a service that wants to be left alone. */
    static AlchemyException rateLimited(Optional<Long> seconds) {
        String span = seconds.map(count -> "for " + count + " seconds").orElse("before the next request");
        return new AlchemyException(
                ErrorCode.RATE_LIMITED, "Spotify asks to wait " + span, Duration.ofSeconds(seconds.orElse(0L)));
    }

    private AlchemyException failure() {
        if (status == TOO_MANY_REQUESTS) {
            return rateLimited(secondsToWait());
        }
        if (status == 404) {
            return new AlchemyException(ErrorCode.NOT_FOUND, "Spotify knows nothing of that name");
        }
        if (status >= 500) {
            return new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "Spotify answered with status " + status);
        }
        return new AlchemyException(
                ErrorCode.SOURCE_REFUSED, "Spotify refused the request with status " + status + hint());
    }

    private String hint() {
        return switch (status) {
            case 400, UNAUTHORIZED -> "; check client id and secret";
            case 403 -> "; the application may lack access to the Web API";
            default -> "";
        };
    }
}
