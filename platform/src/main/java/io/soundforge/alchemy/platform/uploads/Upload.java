package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrives in parts.
 *
 * @param id also of the track that it becomes
 * @param length bytes of the whole
 * @param received bytes that are safe
 * @param metadata as the client sent it (TUS's {@code Upload-Metadata}), maybe empty
 * @param fileName fit to be shown
 * @param options JSON of the import's options; null for none
 * @param imported whether it has become a track
 * @param expired whether its time is over
 */
public record Upload(
        UUID id,
        OwnerId owner,
        long length,
        long received,
        String metadata,
        String fileName,
        @Nullable String options,
        boolean imported,
        boolean expired,
        Instant createdAt,
        Instant expiresAt) {
    /** All bytes are there. */
    public boolean complete() {
        return received == length;
    }

    /** Name of the resumable folder in which its bytes lie. */
    public String folder() {
        return id + "-upload";
    }
}
