package io.soundforge.alchemy.contracts.track;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one piece of music.
 *
 * @param externalId the name the caller or a music service has for it, such as a Spotify id; unique per owner
 * @param sourceUrl the link it came from; null for uploads
 * @param duration seconds, once the audio or the metadata tells
 */
public record Track(
        TrackId id,
        OwnerId owner,
        String name,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable String externalId,
        @Nullable String sourceUrl,
        @Nullable Double duration,
        Instant createdAt) {}
