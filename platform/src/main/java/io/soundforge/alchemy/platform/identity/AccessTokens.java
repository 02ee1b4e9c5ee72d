package io.soundforge.alchemy.platform.identity;

import static io.soundforge.alchemy.platform.identity.TokenClaims.refused;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks access tokens (JWT, RFC 7519) as Supabase signs them: with the project's old secret (HS256) or with a key that it
 * publishes (ES256, RS256), both at the same time, as a project that moves from one to the other needs it.
 */
final class AccessTokens {
    private static final int LONGEST = 8192;

    private final @Nullable SigningKey secret;
    private final @Nullable PublishedKeys published;
    private final TokenClaims claims;
    private final Clock clock;

    AccessTokens(@Nullable SigningKey secret, @Nullable PublishedKeys published, TokenClaims claims, Clock clock) {
        this.secret = secret;
        this.published = published;
        this.claims = claims;
        this.clock = clock;
    }

    /** Who the token is about. Fails with UNAUTHENTICATED, saying why. */
    Future<Caller> check(String token) {
        return Future.succeededFuture()
                .map(start -> header(token))
                .compose(header -> key(header))
                .compose(key -> signature(key, token))
                .map(signed -> claims.caller(payload(token), clock.instant()));
    }

    /** The library throws where a claim is of another type than it expects. */
    private static Future<?> signature(SigningKey key, String token) {
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(key.verifier()::authenticate)
                .recover(bad -> Future.failedFuture(refused("its signature does not hold")));
    }

    private Future<SigningKey> key(JsonObject header) {
        String algorithm = text(header, "alg");
        return switch (algorithm) {
            case "HS256" ->
                secret == null
                        ? Future.failedFuture(refused("tokens signed with a secret are not accepted here"))
                        : Future.succeededFuture(secret);
            case "ES256", "RS256" ->
                published == null
                        ? Future.failedFuture(refused("tokens signed with published keys are not accepted here"))
                        : published.find(text(header, "kid")).map(key -> pinned(key, algorithm));
            default -> Future.failedFuture(refused("its algorithm is none of HS256, ES256, RS256"));
        };
    }

    private static SigningKey pinned(Optional<SigningKey> key, String algorithm) {
        return key.filter(found -> found.algorithm().equals(algorithm))
                .orElseThrow(() -> refused("its issuer publishes no such key"));
    }

    private static JsonObject header(String token) {
        if (token.length() > LONGEST) {
            throw refused("it is longer than " + LONGEST + " characters");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw refused("it does not have the three parts of a JWT");
        }
        JsonObject header = json(parts[0]);
        if (header.containsKey("crit")) {
            throw refused("it uses extensions that are not known here");
        }
        return header;
    }

    private static JsonObject payload(String token) {
        return json(token.split("\\.", -1)[1]);
    }

    private static JsonObject json(String part) {
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
        } catch (IllegalArgumentException | DecodeException malformed) {
            throw refused("it is malformed");
        }
    }

    private static String text(JsonObject header, String name) {
        return header.getValue(name) instanceof String text ? text : "";
    }
}
