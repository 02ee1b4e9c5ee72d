package io.soundforge.alchemy.gateway.spotify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection in the words of the original, and behind them what it did not say: whether all of it is here.
 *
 * @param type what the link names
 * @param description empty where there is none
 * @param total entries that Spotify counts; absent where it does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FetchAnswer(
        SpotifyLink.Kind type,
        String id,
        String name,
        String description,
        List<Entry> tracks,
        SkippedItems skipped,
        @Nullable Integer total,
        String source,
        boolean complete) {

    static FetchAnswer of(CollectionMetadata collection) {
        String description = collection.description();
        return new FetchAnswer(
                collection.link().kind(),
                collection.link().id(),
                collection.name(),
                description == null ? "" : description,
                collection.tracks().stream().map(Entry::of).toList(),
                collection.skipped(),
                collection.total(),
                collection.source(),
                collection.complete());
    }

    /**
     * A track as the client lists it. What is not known is absent; only {@code previewUrl} is null instead.
     *
     * @param artist all names, joined by a comma
     * @param duration {@code m:ss}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String id,
            String title,
            String artist,
            @Nullable String albumArt,
            @Nullable String duration,
            @Nullable String albumName,
            @Nullable String releaseDate,
            @Nullable String isrc,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String previewUrl) {

        static Entry of(CollectionTrack track) {
            return new Entry(
                    track.id(),
                    track.title(),
                    String.join(", ", track.artists()),
                    track.coverUrl(),
                    track.duration() == null ? null : ClockTime.of(track.duration()),
                    track.album(),
                    track.releaseDate(),
                    track.isrc(),
                    track.previewUrl());
        }
    }
}
