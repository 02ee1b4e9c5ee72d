package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.http.PublicUrl;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.model_objects.specification.Album;
import se.michaelthelin.spotify.model_objects.specification.AlbumSimplified;
import se.michaelthelin.spotify.model_objects.specification.ArtistSimplified;
import se.michaelthelin.spotify.model_objects.specification.Image;
import se.michaelthelin.spotify.model_objects.specification.Paging;
import se.michaelthelin.spotify.model_objects.specification.Track;
import se.michaelthelin.spotify.model_objects.specification.TrackSimplified;

/** From the library's objects, in which every field may be missing, to ours. */
final class LibraryTracks {
    private LibraryTracks() {}

    /**
     * A page of an album; the tracks take cover and date from the album.
     *
     * @param most entries behind these are not taken
     */
    static TrackPage page(Album album, Paging<TrackSimplified> paging, int most) {
        TrackPage.Builder page = new TrackPage.Builder();
        String cover = widest(album.getImages());
        TrackSimplified[] items = paging.getItems() == null ? new TrackSimplified[0] : paging.getItems();
        int taken = Math.min(most, items.length);
        for (TrackSimplified item : Arrays.asList(items).subList(0, taken)) {
            page.add(item == null ? null : ofAlbum(item, album, cover));
        }
        int total = paging.getTotal() == null ? items.length : paging.getTotal();
        return page.build(total, taken < items.length || !blank(paging.getNext()));
    }

    /** A single track, under the id that was asked for: a market may give another. Empty page if it has no name. */
    static TrackPage page(SpotifyLink link, Track track) {
        AlbumSimplified album = track.getAlbum();
        TrackPage.Builder page = new TrackPage.Builder();
        page.add(
                blank(track.getName())
                        ? null
                        : new CollectionTrack(
                                link.id(),
                                track.getName(),
                                names(track.getArtists()),
                                album == null ? null : album.getName(),
                                album == null ? null : widest(album.getImages()),
                                album == null ? null : album.getReleaseDate(),
                                seconds(track.getDurationMs()),
                                PublicUrl.accepted(track.getPreviewUrl()),
                                isrc(track),
                                track.getIsExplicit()));
        return page.build(1);
    }

    private static @Nullable CollectionTrack ofAlbum(TrackSimplified track, Album album, @Nullable String cover) {
        if (track.getId() == null || !SpotifyLink.isId(track.getId()) || blank(track.getName())) {
            return null;
        }
        return new CollectionTrack(
                track.getId(),
                track.getName(),
                names(track.getArtists()),
                album.getName(),
                cover,
                album.getReleaseDate(),
                seconds(track.getDurationMs()),
                PublicUrl.accepted(track.getPreviewUrl()),
                null, // only whole tracks tell it
                track.getIsExplicit());
    }

    private static @Nullable String isrc(Track track) {
        Map<String, ?> ids =
                track.getExternalIds() == null ? null : track.getExternalIds().getExternalIds();
        return ids != null && ids.get("isrc") instanceof String isrc ? isrc : null; // the library does not look
    }

    private static List<String> names(ArtistSimplified @Nullable [] artists) {
        return elements(artists)
                .map(ArtistSimplified::getName)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String widest(Image @Nullable [] images) {
        Comparator<Image> byWidth = Comparator.comparingInt(image -> image.getWidth() == null ? 0 : image.getWidth());
        Optional<Image> widest = elements(images).max(byWidth);
        return widest.map(image -> PublicUrl.accepted(image.getUrl())).orElse(null);
    }

    private static @Nullable Double seconds(@Nullable Integer millis) {
        return millis == null ? null : millis / 1000.0;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static <T> Stream<T> elements(T @Nullable [] array) {
        return array == null ? Stream.empty() : Arrays.stream(array).filter(Objects::nonNull);
    }
}
