package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import org.jspecify.annotations.Nullable;

/** New knowledge of a track; null leaves what was known. */
public record TrackDescription(
        @Nullable String name,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable Double duration) {
    /** What a music service says; what it left out stays as it was. */
    public static TrackDescription of(CollectionTrack track) {
        return new TrackDescription(track.title(), artistOf(track), track.album(), track.coverUrl(), track.duration());
    }

    /** All artists in one text; null when none is named. */
    public static @Nullable String artistOf(CollectionTrack track) {
        return track.artists().isEmpty() ? null : String.join(", ", track.artists());
    }
}
