package io.soundforge.alchemy.gateway.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Equal for equal bodies: SHA-256 of their parts, each told from the next by its length. */
public final class BodyDigest {
    private final MessageDigest digest = sha256();

    /** A digest that may be fed while bytes arrive. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public BodyDigest add(byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
        return this;
    }

    public BodyDigest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** 64 hexadecimal digits. */
    public String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
