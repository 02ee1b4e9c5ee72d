package io.soundforge.alchemy.contracts.spotify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a music service says of a track.
 *
 * @param artists may be empty when the source does not name them
 * @param duration seconds
 * @param source where it came from: {@code web-api} or {@code oembed}
 * @param complete false when the source leaves out artist or duration
 */
public record TrackMetadata(
        String externalId,
        String title,
        List<String> artists,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable Double duration,
        @Nullable String isrc,
        String source,
        boolean complete) {
    public TrackMetadata {
        artists = List.copyOf(artists);
    }
}
