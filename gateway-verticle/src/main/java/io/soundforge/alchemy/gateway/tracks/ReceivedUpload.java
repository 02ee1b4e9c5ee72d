package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.gateway.idempotency.BodyDigest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that has arrived whole.
 *
 * @param file in a scratch folder of its own
 * @param fileName as {@link FileName#plain} leaves it
 * @param options the form field of that name; null when absent
 * @param sha256 of the file; empty where nobody asked for it
 */
public record ReceivedUpload(
        Path file, String fileName, long bytes, @Nullable String options, byte[] sha256) {
    /** Equal for the same upload. */
    BodyDigest digest() {
        return new BodyDigest()
                .add(fileName)
                .add(options == null ? "" : options)
                .add(sha256);
    }
}
