package io.soundforge.alchemy.contracts.spotify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a music service says of a track, an album or a playlist, with the tracks in it; a track is a collection of one.
 *
 * <p>It crosses the bus as one message and is cached as one value, so it has bounds: at most {@link #MAX_TRACKS} tracks,
 * which a playlist of Spotify hardly exceeds, and {@link #MAX_BYTES} of tracks as JSON (a usual one takes 350). What is
 * beyond is left out, and {@code complete} says so.
 *
 * @param tracks in the collection's order; a track may be there more than once
 * @param total entries that the service counts, skipped ones included; null where it does not say
 * @param source {@code web-api}, {@code embed} or {@code oembed}
 * @param complete false when tracks of the collection, or fields of its tracks, may be missing
 */
public record CollectionMetadata(
        SpotifyLink link,
        String name,
        @Nullable String description,
        List<CollectionTrack> tracks,
        SkippedItems skipped,
        @Nullable Integer total,
        String source,
        boolean complete) {
    public static final int MAX_TRACKS = 10_000;
    public static final int MAX_BYTES = 8 << 20;

    public CollectionMetadata {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(skipped, "skipped");
        Objects.requireNonNull(source, "source");
        name = PlainText.of(name);
        description = description == null ? null : PlainText.of(description);
        tracks = List.copyOf(tracks);
        if (tracks.size() > MAX_TRACKS) {
            throw new IllegalArgumentException("expected at most " + MAX_TRACKS + " tracks, got " + tracks.size());
        }
    }
}
