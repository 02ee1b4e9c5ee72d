package io.soundforge.alchemy.contracts.spotify;

import java.util.Objects;

/**
 * What a music service says of one track.
 *
 * @param source where it came from: {@code web-api}, {@code embed} or {@code oembed}
 * @param complete false when the source leaves out artist or duration
 */
public record TrackMetadata(CollectionTrack track, String source, boolean complete) {
    public TrackMetadata {
        Objects.requireNonNull(track, "track");
        Objects.requireNonNull(source, "source");
    }

    public static TrackMetadata of(CollectionTrack track, String source) {
        return new TrackMetadata(track, source, track.findable());
    }
}
