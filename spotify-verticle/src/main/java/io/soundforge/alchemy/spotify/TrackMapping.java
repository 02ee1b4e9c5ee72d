package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.spotify.http.PublicUrl;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.model_objects.specification.AlbumSimplified;
import se.michaelthelin.spotify.model_objects.specification.ArtistSimplified;
import se.michaelthelin.spotify.model_objects.specification.Image;
import se.michaelthelin.spotify.model_objects.specification.Track;

/** From the library's track, in which every field may be missing, to ours. */
final class TrackMapping {
    private TrackMapping() {}

    /** @throws AlchemyException SOURCE_UNAVAILABLE when the track has no name */
    static TrackMetadata metadata(SpotifyLink link, Track track) {
        String title = track.getName();
        if (title == null || title.isBlank()) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the Spotify Web API named no title");
        }
        List<String> artists = artists(track);
        Double duration = track.getDurationMs() == null ? null : track.getDurationMs() / 1000.0;
        AlbumSimplified album = track.getAlbum();
        return new TrackMetadata(
                link.id(), // not the answer's own id: a market may relink the track
                title,
                artists,
                album == null ? null : album.getName(),
                album == null ? null : cover(album),
                duration,
                isrc(track),
                "web-api",
                !artists.isEmpty() && duration != null);
    }

    private static List<String> artists(Track track) {
        return elements(track.getArtists())
                .map(ArtistSimplified::getName)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String cover(AlbumSimplified album) {
        Comparator<Image> byWidth = Comparator.comparingInt(image -> image.getWidth() == null ? 0 : image.getWidth());
        Optional<Image> widest = elements(album.getImages()).max(byWidth);
        return widest.map(image -> PublicUrl.accepted(image.getUrl())).orElse(null);
    }

    private static @Nullable String isrc(Track track) {
        return track.getExternalIds() == null || track.getExternalIds().getExternalIds() == null
                ? null
                : track.getExternalIds().getExternalIds().get("isrc");
    }

    private static <T> Stream<T> elements(T @Nullable [] array) {
        return array == null ? Stream.empty() : Arrays.stream(array).filter(Objects::nonNull);
    }
}
