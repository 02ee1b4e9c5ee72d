package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, by access token, API key or the project's secret key. Without any of Supabase configured everybody
 * is {@link Caller#local()}.
 */
public final class SignIn {
    private static final String BEARER = "bearer ";

    private final @Nullable Checks checks;

    /** What credentials are held against. */
    private record Checks(
            AccessTokens tokens, ApiKeyStore keys, @Nullable String serviceKey) {
        Future<Optional<Caller>> of(String credential) {
            return (KeyText.looksLikeOne(credential) ? keys.check(credential) : tokens.check(credential))
                    .map(Optional::of);
        }

        boolean isServiceKey(String key) {
            return serviceKey != null
                    && MessageDigest.isEqual(
                            serviceKey.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
        }
    }

    private SignIn(@Nullable Checks checks) {
        this.checks = checks;
    }

    /** Everybody is local. */
    public static SignIn open() {
        return new SignIn(null);
    }

    /** Prepares; nothing is fetched before the first token comes. */
    public static SignIn create(Vertx vertx, SignInConfig config, ApiKeyStore keys) {
        if (config.isOpen()) {
            return open();
        }
        SigningKey secret = config.jwtSecret() == null ? null : SigningKey.ofSecret(vertx, config.jwtSecret());
        String keysAt = config.keysAt();
        PublishedKeys published =
                keysAt == null ? null : new PublishedKeys(vertx, new KeySetSource(vertx, keysAt), System::nanoTime);
        AccessTokens tokens = new AccessTokens(secret, published, new TokenClaims(config.issuer()), Clock.systemUTC());
        return new SignIn(new Checks(tokens, keys, config.serviceKey()));
    }

    /** Whether everybody is let in as one local owner. */
    public boolean isOpen() {
        return checks == null;
    }

    /**
     * Who sent these headers: {@code Authorization: Bearer} with an access token or an API key, {@code apikey} or
     * {@code X-API-Key} with a key.
     *
     * @return empty if they name nobody; fails with UNAUTHENTICATED if what they say does not hold
     */
    public Future<Optional<Caller>> of(MultiMap headers) {
        String authorization = headers.get("Authorization");
        if (authorization != null) {
            return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    ? of(authorization.substring(BEARER.length()).strip())
                    : isOpen() ? local() : refused("Authorization must be 'Bearer' and a token");
        }
        String key = headers.contains("X-API-Key") ? headers.get("X-API-Key") : headers.get("apikey");
        return key == null ? none() : ofKey(key.strip());
    }

    /** Who opens a live connection: those cannot all send headers, so the token may be in the address, too. */
    public Future<Optional<Caller>> of(HttpServerRequest request) {
        String token = request.getParam("access_token");
        return token == null || request.headers().contains("Authorization") ? of(request.headers()) : of(token);
    }

    /** Who a token or an API key belongs to; on an open server everybody is local. */
    public Future<Optional<Caller>> of(String credential) {
        return checks == null ? local() : checks.of(credential);
    }

    /** Supabase's clients send the project's public key along with everything: it says nothing about who calls. */
    private Future<Optional<Caller>> ofKey(String key) {
        if (checks != null && KeyText.looksLikeOne(key)) {
            return checks.of(key);
        }
        return checks != null && checks.isServiceKey(key)
                ? Future.succeededFuture(Optional.of(new Caller(OwnerId.SERVICE, Caller.Standing.SERVICE, null)))
                : none();
    }

    private Future<Optional<Caller>> none() {
        return isOpen() ? local() : Future.succeededFuture(Optional.empty());
    }

    private static Future<Optional<Caller>> local() {
        return Future.succeededFuture(Optional.of(Caller.local()));
    }

    private static Future<Optional<Caller>> refused(String message) {
        return Future.failedFuture(new AlchemyException(ErrorCode.UNAUTHENTICATED, message));
    }
}
