package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.FakeSpotify;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Albums and playlists as the Web API shows them, in both forms, page by page. */
final class FakeCollections {
    static final SpotifyLink ALBUM = new SpotifyLink(SpotifyLink.Kind.ALBUM, "1DFixLWuPkv3KT3TnV35m3");
    static final SpotifyLink PLAYLIST = new SpotifyLink(SpotifyLink.Kind.PLAYLIST, "37i9dQZF1DXcBWIGoYBM5M");
    static final SpotifyLink TRACK = new SpotifyLink(SpotifyLink.Kind.TRACK, FakeSpotify.ID);

    private FakeCollections() {}

    /** An id of the proper form for a number. */
    static String id(int number) {
        return String.format(Locale.ROOT, "T%021d", number);
    }

    static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(FakeCollections::id).toList();
    }

    /** A track as it stands in an album. */
    static JsonObject track(int number) {
        return new JsonObject()
                .put("id", id(number))
                .put("type", "track")
                .put("name", "Song " + number)
                .put("duration_ms", 179_600)
                .put("preview_url", null)
                .put("artists", new JsonArray().add(named("A")).add(named("B, the C")));
    }

    /** A track as it stands in a playlist. */
    static JsonObject trackWithAlbum(int number) {
        return track(number)
                .put("is_local", false)
                .put(
                        "album",
                        named("Album " + number).put("release_date", "1987-11").put("images", images()));
    }

    static JsonArray images() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("url", "https://i.scdn.co/image/small")
                        .put("width", 64))
                .add(new JsonObject()
                        .put("url", "https://i.scdn.co/image/large")
                        .put("width", 640));
    }

    static JsonObject named(String name) {
        return new JsonObject().put("name", name);
    }

    /** How a playlist looks: as of February 2026, or before. */
    record Shape(String contents, String entry, String path) {
        static final Shape NEW = new Shape("items", "item", "/items");
        static final Shape OLD = new Shape("tracks", "track", "/tracks");

        JsonObject entry(@Nullable JsonObject media) {
            return new JsonObject().put("is_local", false).put(entry, media);
        }

        List<JsonObject> entries(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> entry(trackWithAlbum(i)))
                    .toList();
        }

        /** Answers for the playlist, with {@code firstPage} entries in it, and for the pages behind. */
        void answer(HttpServerRequest request, List<JsonObject> entries, int firstPage) {
            if (request.path().endsWith(PLAYLIST.id())) {
                JsonObject playlist =
                        named("Mix").put("description", "All of it").put(contents, page(entries, 0, firstPage));
                FakeSpotify.json(request, 200, playlist.encode());
            } else if (request.path().endsWith(path)) {
                FakeSpotify.json(request, 200, pageOf(request, entries).encode());
            } else {
                FakeSpotify.json(request, 403, "{}");
            }
        }
    }

    static void answerAlbum(HttpServerRequest request, List<JsonObject> tracks) {
        if (request.path().endsWith("/tracks")) {
            FakeSpotify.json(request, 200, pageOf(request, tracks).encode());
        } else {
            JsonObject album = named("Long One")
                    .put("id", ALBUM.id())
                    .put("album_type", "album")
                    .put("release_date", "2001")
                    .put("images", images())
                    .put("tracks", page(tracks, 0, 50));
            FakeSpotify.json(request, 200, album.encode());
        }
    }

    /** The page that a request asks for by offset and limit. */
    static JsonObject pageOf(HttpServerRequest request, List<JsonObject> entries) {
        return page(entries, Integer.parseInt(request.getParam("offset")), Integer.parseInt(request.getParam("limit")));
    }

    static JsonObject page(List<JsonObject> entries, int offset, int limit) {
        int end = Math.min(entries.size(), offset + limit);
        List<JsonObject> part = new ArrayList<>(offset < end ? entries.subList(offset, end) : List.of());
        return new JsonObject()
                .put("items", new JsonArray(part))
                .put("total", entries.size())
                .put("offset", offset)
                .put("limit", limit);
    }
}
