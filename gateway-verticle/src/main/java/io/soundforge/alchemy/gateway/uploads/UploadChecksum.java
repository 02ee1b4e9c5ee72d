package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Upload-Checksum} header of TUS 1.0, and the bytes that it is held against. Serves one request. */
final class UploadChecksum {
    /** As {@code Tus-Checksum-Algorithm} tells. */
    static final String ALGORITHMS = "sha1,sha256";

    private static final Map<String, String> NAMES = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    private final String name;
    private final MessageDigest digest;
    private final byte[] expected;

    private UploadChecksum(String name, MessageDigest digest, byte[] expected) {
        this.name = name;
        this.digest = digest;
        this.expected = expected;
    }

    /** @throws AlchemyException INVALID_REQUEST for another algorithm, or for what is no checksum of it */
    static Optional<UploadChecksum> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.strip().split(" ", -1);
        String algorithm = NAMES.get(parts[0]);
        if (algorithm == null || parts.length != 2) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "Upload-Checksum must be one of " + ALGORITHMS + ", a space and the checksum in base64");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] expected = Base64.getDecoder().decode(parts[1]);
            if (expected.length != digest.getDigestLength()) {
                throw wrongLength(parts[0], digest.getDigestLength(), expected.length);
            }
            return Optional.of(new UploadChecksum(parts[0], digest, expected));
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "Upload-Checksum is not in base64", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static AlchemyException wrongLength(String name, int expected, int came) {
        return new AlchemyException(
                ErrorCode.INVALID_REQUEST,
                "Upload-Checksum of " + name + " must have " + expected + " bytes; got " + came);
    }

    void update(byte[] bytes) {
        digest.update(bytes);
    }

    /** @throws AlchemyException CHECKSUM_MISMATCH if other bytes came than were announced */
    void require() {
        if (!MessageDigest.isEqual(expected, digest.digest())) {
            throw new AlchemyException(
                    ErrorCode.CHECKSUM_MISMATCH,
                    "the bytes of this request have another " + name + "; none of them are kept, send them again");
        }
    }
}
