package io.soundforge.alchemy.platform.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** Signs tokens as Supabase does, with keys of its own. */
public final class Issuer {
    public static final String URL = "http://127.0.0.1:54321";
    public static final String SECRET = "a secret of at least thirty-two characters";
    public static final String SUBJECT = "5f0c3f2e-9a55-4d12-8f2c-1d0a7e6b4c11";

    private final Vertx vertx;

    /** A key pair as JSON Web Keys. */
    public record Keys(JsonObject open, JsonObject secret) {}

    public Issuer(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Claims of somebody who signed in a minute ago. */
    public static JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", URL + "/auth/v1")
                .put("aud", "authenticated")
                .put("sub", SUBJECT)
                .put("role", "authenticated")
                .put("iat", now - 60)
                .put("exp", now + 3600);
    }

    /** The set that is published. */
    public static JsonObject published(Keys... keys) {
        JsonArray all = new JsonArray();
        for (Keys pair : keys) {
            all.add(pair.open());
        }
        return new JsonObject().put("keys", all);
    }

    public String withSecret(String secret, JsonObject claims) {
        PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret);
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key))
                .generateToken(claims, new JWTOptions().setAlgorithm("HS256"));
    }

    public String with(Keys keys, JsonObject claims) {
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(keys.secret()))
                .generateToken(
                        claims,
                        new JWTOptions()
                                .setAlgorithm(keys.secret().getString("alg"))
                                .setHeader(
                                        new JsonObject().put("kid", keys.open().getString("kid"))));
    }

    public static Keys elliptic(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            JsonObject key = new JsonObject()
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("alg", "ES256")
                    .put("use", "sig")
                    .put("kid", name)
                    .put("x", text(open.getW().getAffineX(), 32))
                    .put("y", text(open.getW().getAffineY(), 32));
            return new Keys(key, key.copy().put("d", text(((ECPrivateKey) pair.getPrivate()).getS(), 32)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public static Keys rsa(String name, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) pair.getPrivate();
            JsonObject key = new JsonObject()
                    .put("kty", "RSA")
                    .put("alg", "RS256")
                    .put("use", "sig")
                    .put("kid", name)
                    .put("n", text(open.getModulus(), bits / 8))
                    .put("e", text(open.getPublicExponent(), 3));
            return new Keys(
                    key,
                    key.copy()
                            .put("d", text(secret.getPrivateExponent(), bits / 8))
                            .put("p", text(secret.getPrimeP(), bits / 16))
                            .put("q", text(secret.getPrimeQ(), bits / 16))
                            .put("dp", text(secret.getPrimeExponentP(), bits / 16))
                            .put("dq", text(secret.getPrimeExponentQ(), bits / 16))
                            .put("qi", text(secret.getCrtCoefficient(), bits / 16)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String text(BigInteger number, int bytes) {
        byte[] signed = number.toByteArray();
        byte[] exact = new byte[bytes];
        int length = Math.min(signed.length, bytes);
        System.arraycopy(signed, signed.length - length, exact, bytes - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
    }
}
