package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.platform.uploads.Upload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload as callers of the API see it.
 *
 * @param status {@code uploading | received | imported}; {@code received} while all bytes are there and no track yet
 * @param trackId what came of it
 */
record UploadView(
        String id,
        String fileName,
        long length,
        long offset,
        String status,
        @Nullable String trackId,
        @Nullable String trackUrl,
        Instant createdAt,
        Instant expiresAt) {
    static UploadView of(Upload upload) {
        String track = upload.imported() ? upload.id().toString() : null;
        return new UploadView(
                upload.id().toString(),
                upload.fileName(),
                upload.length(),
                upload.received(),
                upload.imported() ? "imported" : upload.complete() ? "received" : "uploading",
                track,
                track == null ? null : "/api/tracks/" + track,
                upload.createdAt(),
                upload.expiresAt());
    }
}
