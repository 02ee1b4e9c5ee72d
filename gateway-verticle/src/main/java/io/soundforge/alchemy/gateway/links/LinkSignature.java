package io.soundforge.alchemy.gateway.links;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a link to one file: HMAC-SHA256 (RFC 2104) over what is allowed (GET and HEAD), the path, the end of its
 * validity and the file's owner, in base64url without padding.
 *
 * @param path as it is on the wire, without a query
 * @param expires seconds since 1970
 */
record LinkSignature(String path, long expires, OwnerId owner) {
    private static final String ALGORITHM = "HmacSHA256";

    String by(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key));
    }

    /** Whether any of the keys has made it. Takes the same time for every wrong signature of the right length. */
    boolean holds(String signature, List<byte[]> keys) {
        byte[] sent = signature.getBytes(StandardCharsets.UTF_8);
        boolean holds = false;
        for (byte[] key : keys) {
            holds |= MessageDigest.isEqual(by(key).getBytes(StandardCharsets.UTF_8), sent);
        }
        return holds;
    }

    /** The owner comes last: it is the one part that may hold a line's end. */
    private byte[] mac(byte[] key) {
        String text = "alchemy file link 1\nGET\n" + path + "\n" + expires + "\n" + owner;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
