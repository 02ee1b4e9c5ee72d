package io.soundforge.alchemy.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program sends: {@code sfa_<id>_<secret>}. The prefix lets scanners find keys that were published by mistake.
 *
 * @param secret 256 random bits
 */
record KeyText(UUID id, String secret) {
    private static final Pattern FORM = Pattern.compile("sfa_([0-9a-f]{32})_([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;

    static KeyText fresh(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new KeyText(
                UUID.randomUUID(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static boolean looksLikeOne(String text) {
        return text.startsWith("sfa_");
    }

    static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] id = HexFormat.of().parseHex(form.group(1));
        java.nio.ByteBuffer halves = java.nio.ByteBuffer.wrap(id);
        return Optional.of(new KeyText(new UUID(halves.getLong(), halves.getLong()), form.group(2)));
    }

    /** What is stored: SHA-256 is enough for a secret that nobody can guess, and quick. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    String text() {
        return "sfa_" + id.toString().replace("-", "") + "_" + secret;
    }

    @Override
    public String toString() {
        return "sfa_" + id.toString().replace("-", "") + "_…";
    }
}
