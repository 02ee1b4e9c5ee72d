package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has to be in an access token whose signature holds.
 *
 * @param issuer the only accepted {@code iss}; null if any is
 */
record TokenClaims(@Nullable String issuer) {
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final String AUDIENCE = "authenticated";
    private static final Set<String> RESERVED = Set.of(OwnerId.LOCAL.value(), OwnerId.SERVICE.value());
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_.:@|-]{1,128}");

    /**
     * Who the token is about.
     *
     * @throws AlchemyException UNAUTHENTICATED, saying which claim does not hold
     */
    Caller caller(JsonObject claims, Instant now) {
        Instant expires = time(claims, "exp");
        if (expires == null) {
            throw refused("it has no 'exp'");
        }
        if (!now.isBefore(expires.plus(LEEWAY))) {
            throw new AlchemyException(
                    ErrorCode.UNAUTHENTICATED,
                    "the access token is not accepted: it has expired",
                    new ExpiredToken(expires));
        }
        Instant notBefore = time(claims, "nbf");
        if (notBefore != null && now.isBefore(notBefore.minus(LEEWAY))) {
            throw refused("it does not hold yet");
        }
        // A project's service key is a token without subject and audience.
        if ("service_role".equals(claims.getValue("role"))) {
            return new Caller(OwnerId.SERVICE, Standing.SERVICE, expires);
        }
        requireAudience(claims.getValue("aud"));
        if (issuer != null && !issuer.equals(claims.getValue("iss"))) {
            throw refused("its issuer is not " + issuer);
        }
        if ("anon".equals(claims.getValue("role"))) {
            throw refused("it is the project's public key, not a person's token");
        }
        return new Caller(new OwnerId(subject(claims.getValue("sub"))), Standing.USER, expires);
    }

    private static String subject(@Nullable Object subject) {
        if (subject instanceof String text && SUBJECT.matcher(text).matches() && !RESERVED.contains(text)) {
            return text;
        }
        throw refused("it has no usable 'sub'");
    }

    private static void requireAudience(@Nullable Object audience) {
        boolean meant = audience instanceof JsonArray many ? many.contains(AUDIENCE) : AUDIENCE.equals(audience);
        if (!meant) {
            throw refused("its audience is not '" + AUDIENCE + "'");
        }
    }

    private static @Nullable Instant time(JsonObject claims, String name) {
        Object value = claims.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number seconds && seconds.doubleValue() >= 0 && seconds.doubleValue() < 1e11) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw refused("its '" + name + "' is no time in seconds");
    }

    static AlchemyException refused(String why) {
        return new AlchemyException(
                ErrorCode.UNAUTHENTICATED, "the access token is not accepted: " + Objects.requireNonNull(why));
    }
}
