package io.soundforge.alchemy.platform.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.Base64;
import java.util.Optional;

/**
 * One key with the one algorithm it may be used with, so that no token can choose another (RFC 8725, section 3.1).
 *
 * @param algorithm {@code HS256}, {@code ES256} or {@code RS256}
 * @param verifier knows this key and nothing else
 */
record SigningKey(String algorithm, JWTAuth verifier) {
    /** RFC 7518, section 3.3. */
    private static final int SHORTEST_RSA_BYTES = 256;

    /** A secret shared with the issuer. */
    static SigningKey ofSecret(Vertx vertx, String secret) {
        PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret);
        return new SigningKey("HS256", JWTAuth.create(vertx, options().addPubSecKey(key)));
    }

    /** A published key (RFC 7517); empty if it is of a kind that is not used here, or not for signatures. */
    static Optional<SigningKey> ofPublished(Vertx vertx, JsonObject key) {
        Optional<String> algorithm = algorithm(key);
        if (!key.getString("use", "sig").equals("sig")
                || algorithm
                        .filter(key.getString("alg", algorithm.orElse(""))::equals)
                        .isEmpty()) {
            return Optional.empty();
        }
        JsonObject pinned = key.copy().put("alg", algorithm.get());
        return Optional.of(
                new SigningKey(algorithm.get(), JWTAuth.create(vertx, options().addJwk(pinned))));
    }

    /** Only the signature: {@link TokenClaims} judges the times, and says what is wrong with them. */
    private static JWTAuthOptions options() {
        return new JWTAuthOptions().setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
    }

    private static Optional<String> algorithm(JsonObject key) {
        String type = key.getString("kty", "");
        if (type.equals("EC") && key.getString("crv", "").equals("P-256")) {
            return Optional.of("ES256");
        }
        return type.equals("RSA") && modulusBytes(key) >= SHORTEST_RSA_BYTES ? Optional.of("RS256") : Optional.empty();
    }

    private static int modulusBytes(JsonObject key) {
        byte[] modulus = Base64.getUrlDecoder().decode(key.getString("n", ""));
        return modulus.length > 0 && modulus[0] == 0 ? modulus.length - 1 : modulus.length;
    }
}
