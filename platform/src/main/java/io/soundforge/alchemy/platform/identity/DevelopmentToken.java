package io.soundforge.alchemy.platform.identity;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs access tokens (JWS, RFC 7515, HS256) with a project's secret, as its own sign-in would, for trying things out.
 *
 * @param secret the project's, as it is configured
 * @param supabaseUrl null for tokens without an issuer
 */
public record DevelopmentToken(String secret, @Nullable String supabaseUrl) {

    /** A token of a person who has signed in. */
    public String of(UUID subject, Instant now, Duration lasts) {
        return sign(
                claims("authenticated", now, lasts).put("aud", "authenticated").put("sub", subject.toString()));
    }

    /** A token of the service role. */
    public String ofService(Instant now, Duration lasts) {
        return sign(claims("service_role", now, lasts));
    }

    private JsonObject claims(String role, Instant now, Duration lasts) {
        JsonObject claims = new JsonObject()
                .put("role", role)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(lasts).getEpochSecond());
        String issuer = new SignInConfig(supabaseUrl, secret, null, null).issuer();
        return issuer == null ? claims : claims.put("iss", issuer);
    }

    private String sign(JsonObject claims) {
        String signed = encoded(new JsonObject().put("alg", "HS256").put("typ", "JWT")) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }

    private static String encoded(JsonObject json) {
        return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "DevelopmentToken[supabaseUrl=" + supabaseUrl + "]";
    }
}
