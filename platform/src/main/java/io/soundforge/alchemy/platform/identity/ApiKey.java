package io.soundforge.alchemy.platform.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soundforge.alchemy.contracts.track.OwnerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that a program signs in with, as its owner sees it; the key itself is told only once.
 *
 * @param readOnly whether it may only look
 * @param expires null if it lasts
 * @param lastUsed to the minute; null if it never was
 */
public record ApiKey(
        UUID id,
        OwnerId owner,
        String name,
        @JsonProperty("readOnly") boolean readOnly,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant lastUsed) {}
