package io.soundforge.alchemy.spotify.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An artist as the tracks of their albums and singles, since the Web API no longer tells applications of an artist's best
 * known tracks (February 2026). A recording that stands on a single and on the album is taken once.
 */
final class ArtistAlbums {
    /** Each costs a request, and the answer has seconds. */
    static final int MOST_ALBUMS = 100;

    private static final int AT_ONCE = 4;

    private final WebApi api;
    private final Patience patience;

    ArtistAlbums(WebApi api, Patience patience) {
        this.api = api;
        this.patience = patience;
    }

    Future<CollectionMetadata> fetch(SpotifyLink artist, Deadline deadline) {
        String path = "/v1/artists/" + artist.id();
        return ask(path + "?" + market(), deadline)
                .map(found -> WebApiCollections.named(found.path("name").textValue()))
                .compose(name -> albums(path, deadline)
                        .compose(list -> tracks(list, deadline).map(pages -> collection(artist, name, list, pages))));
    }

    /** The first albums, and how many there are. */
    private record AlbumList(List<JsonNode> albums, int total) {}

    private Future<AlbumList> albums(String artist, Deadline deadline) {
        return albums(artist, new ArrayList<>(), deadline);
    }

    private Future<AlbumList> albums(String artist, List<JsonNode> before, Deadline deadline) {
        String query =
                "/albums?include_groups=album,single&limit=" + PageReader.PAGE + "&offset=" + before.size() + "&";
        return ask(artist + query + market(), deadline).compose(page -> {
            JsonNode items = page.path("items");
            if (!items.isArray()) {
                throw new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "the Spotify Web API's answer is not the expected page of albums");
            }
            items.forEach(before::add);
            int total = page.path("total").asInt(before.size());
            boolean more = !items.isEmpty() && before.size() < Math.min(total, MOST_ALBUMS);
            return more
                    ? albums(artist, before, deadline)
                    : Future.succeededFuture(
                            new AlbumList(before.subList(0, Math.min(before.size(), MOST_ALBUMS)), total));
        });
    }

    /** The pages of all albums, in the albums' order. */
    private Future<List<TrackPage>> tracks(AlbumList list, Deadline deadline) {
        List<TrackPage> pages = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < list.albums().size(); from += AT_ONCE) {
            List<JsonNode> some =
                    list.albums().subList(from, Math.min(list.albums().size(), from + AT_ONCE));
            done = done.compose(before -> Future.all(
                            some.stream().map(album -> album(album, deadline)).toList()))
                    .onSuccess(read -> read.<List<TrackPage>>list().forEach(pages::addAll))
                    .mapEmpty();
        }
        return done.map(pages);
    }

    private Future<List<TrackPage>> album(JsonNode album, Deadline deadline) {
        String id = album.path("id").asText();
        if (!SpotifyLink.isId(id)) {
            return Future.succeededFuture(List.of());
        }
        return page(album, id, 0, PageReader.PAGE, deadline)
                .compose(first -> PageReader.all(first, (offset, limit) -> page(album, id, offset, limit, deadline)));
    }

    /** A page of an album, whose tracks do not say what they are part of. */
    private Future<TrackPage> page(JsonNode album, String id, int offset, int limit, Deadline deadline) {
        String path = "/v1/albums/" + id + "/tracks?limit=" + limit + "&offset=" + offset + "&" + market();
        return ask(path, deadline).map(page -> {
            for (JsonNode track : page.path("items")) {
                if (track instanceof ObjectNode object) {
                    object.set("album", album);
                }
            }
            return PlaylistPage.readTracks(page, limit);
        });
    }

    private static CollectionMetadata collection(
            SpotifyLink artist, String name, AlbumList list, List<TrackPage> pages) {
        Set<String> recordings = new HashSet<>();
        TrackPage.Builder all = new TrackPage.Builder();
        pages.stream()
                .flatMap(page -> page.tracks().stream())
                .filter(track -> recordings.add(recording(track)))
                .forEach(all::add);
        TrackPage whole = all.build(0);
        CollectionMetadata found = CollectionAssembly.of(artist, name, null, List.of(whole), WebApiCollections.SOURCE);
        boolean complete = found.complete() && list.albums().size() >= list.total();
        return new CollectionMetadata(
                artist, name, null, found.tracks(), found.skipped(), null, found.source(), complete);
    }

    private static String recording(CollectionTrack track) {
        long seconds = track.duration() == null ? -1 : Math.round(track.duration());
        return track.title().toLowerCase(Locale.ROOT) + '\n' + String.join("\n", track.artists()) + '\n' + seconds;
    }

    private Future<JsonNode> ask(String path, Deadline deadline) {
        return patience.call(() -> api.json(path), deadline);
    }

    private String market() {
        return api.market() == null ? "" : "market=" + api.market().getAlpha2();
    }
}
