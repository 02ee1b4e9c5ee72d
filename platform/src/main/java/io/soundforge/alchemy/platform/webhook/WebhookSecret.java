package io.soundforge.alchemy.platform.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an endpoint and we sign with: {@code whsec_} and the base64 of 24 to 64 bytes (Standard Webhooks 1.0.0,
 * "Signature scheme").
 */
public record WebhookSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int FEWEST = 24;
    private static final int MOST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the text is no secret; the message does not hold it */
    public WebhookSecret {
        int length = text.startsWith(PREFIX) ? key(text).length : 0;
        if (length < FEWEST || length > MOST) {
            throw new IllegalArgumentException("expected whsec_ and the base64 of 24 to 64 bytes");
        }
    }

    /** A new one of 32 random bytes. */
    public static WebhookSecret random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    byte[] key() {
        return key(text);
    }

    private static byte[] key(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** Secrets do not go into logs. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
