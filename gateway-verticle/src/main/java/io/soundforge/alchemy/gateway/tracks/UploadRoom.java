package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.platform.uploads.OwnerUsage;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How large one file may be.
 *
 * @param maxBytes for any file
 * @param quota of its owner
 * @param usage what the owner has already
 */
public record UploadRoom(long maxBytes, OwnerQuota quota, OwnerUsage usage) {
    /** What the rest of a form may take: its borders and the field of options. */
    private static final long FORM_BYTES = 64 * 1024;

    /**
     * Refuses a form, by its {@code Content-Length}, whose file cannot fit. One without is judged while it arrives.
     *
     * @throws AlchemyException QUOTA_EXCEEDED or BODY_TOO_LARGE
     */
    void requireAnnounced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null && length.matches("[0-9]{1,18}")) {
            long announced = Long.parseLong(length);
            if (refusal(Math.max(1, announced - FORM_BYTES)) != null) {
                AlchemyException refusal = refusal(announced);
                throw refusal == null ? new IllegalStateException("more fits where less does not") : refusal;
            }
        }
    }

    /** Why a file of so many bytes does not fit; null if it does. */
    public @Nullable AlchemyException refusal(long bytes) {
        if (bytes > maxBytes) {
            return new AlchemyException(
                    ErrorCode.BODY_TOO_LARGE, "a file of at most " + maxBytes + " bytes was expected; got more");
        }
        try {
            quota.requireRoom(usage, Math.max(0, bytes), 0);
            return null;
        } catch (AlchemyException exceeded) {
            return exceeded;
        }
    }
}
