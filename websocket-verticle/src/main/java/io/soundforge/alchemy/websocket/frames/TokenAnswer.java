package io.soundforge.alchemy.websocket.frames;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a new token on a connection that stands.
 *
 * @param ok whether the connection goes on with it; if not, it goes on with the one before
 * @param expiresAt when the connection ends unless another comes; null if it does not by itself, or if refused
 * @param code for programs; null if accepted
 * @param error for people; null if accepted
 */
public record TokenAnswer(
        boolean ok,
        @Nullable Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String code,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {
    public static final Failure EXPECTED =
            new Failure(ErrorCode.INVALID_REQUEST, "a token was expected: {\"token\":\"…\"}");

    /** What is said some time before the end. */
    public record Expiring(Instant expiresAt) {}

    public static TokenAnswer accepted(@Nullable Instant expiresAt) {
        return new TokenAnswer(true, expiresAt, null, null);
    }

    public static TokenAnswer refused(Failure failure) {
        return new TokenAnswer(false, null, failure.code().text(), failure.message());
    }

    /** The token in what a client sent: {@code {"token":…}}. */
    public static Optional<String> tokenIn(@Nullable Object data) {
        return data instanceof JsonObject object && object.getValue("token") instanceof String token
                ? Optional.of(token)
                : Optional.empty();
    }
}
