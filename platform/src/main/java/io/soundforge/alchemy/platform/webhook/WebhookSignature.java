package io.soundforge.alchemy.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures after Standard Webhooks 1.0.0: HMAC-SHA256 over {@code id.timestamp.body}. */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The value of the header {@code webhook-signature}: {@code v1,} and the base64 of the signature, once for every
     * secret, separated by spaces.
     *
     * @param id of the event, without dots
     * @param seconds since 1970, of this attempt
     * @param body as it is sent
     * @param secrets one, or two while a new one replaces an old one
     */
    public static String header(String id, long seconds, String body, List<WebhookSecret> secrets) {
        byte[] content = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + base64(secret, content)).collect(Collectors.joining(" "));
    }

    private static String base64(WebhookSecret secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
