package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is about to send.
 *
 * @param length bytes, 1 or more
 * @param kept how long it may take
 */
public record NewUpload(
        OwnerId owner,
        long length,
        String metadata,
        String fileName,
        @Nullable String options,
        Duration kept) {}
