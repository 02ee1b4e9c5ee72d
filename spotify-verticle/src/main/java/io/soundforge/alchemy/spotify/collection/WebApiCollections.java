package io.soundforge.alchemy.spotify.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.neovisionaries.i18n.CountryCode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.PlainText;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.model_objects.specification.Album;
import se.michaelthelin.spotify.model_objects.specification.Paging;
import se.michaelthelin.spotify.model_objects.specification.Track;
import se.michaelthelin.spotify.model_objects.specification.TrackSimplified;
import se.michaelthelin.spotify.requests.IRequest;

/** Everything in a collection, from the Web API: tracks and albums through the library, playlists as JSON. */
final class WebApiCollections implements CollectionSource {
    static final String SOURCE = "web-api";

    private final WebApi api;
    private final Patience patience;
    private final ArtistAlbums artists;

    WebApiCollections(WebApi api, Patience patience) {
        this.api = api;
        this.patience = patience;
        this.artists = new ArtistAlbums(api, patience);
    }

    /** It hides playlists, Spotify's own among them. */
    @Override
    public boolean knowsEvery(SpotifyLink.Kind kind) {
        return kind != SpotifyLink.Kind.PLAYLIST;
    }

    @Override
    public Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline) {
        return switch (link.kind()) {
            case TRACK -> track(link, deadline);
            case ALBUM -> album(link, deadline);
            case PLAYLIST -> playlist(link, deadline);
            case ARTIST -> artists.fetch(link, deadline);
            case EPISODE, SHOW -> throw new IllegalArgumentException("no collection: " + link.kind());
        };
    }

    private Future<CollectionMetadata> track(SpotifyLink link, Deadline deadline) {
        return patience.call(() -> api.ask(client -> trackRequest(client, link.id())), deadline)
                .map(track -> CollectionAssembly.of(
                        link, named(track.getName()), null, List.of(LibraryTracks.page(link, track)), SOURCE));
    }

    private Future<CollectionMetadata> album(SpotifyLink link, Deadline deadline) {
        return patience.call(() -> api.ask(client -> albumRequest(client, link.id())), deadline)
                .compose(album -> PageReader.all(firstPage(album), (offset, limit) -> patience.call(
                                        () -> api.ask(client -> pageRequest(client, link.id(), offset, limit)),
                                        deadline)
                                .map(page -> LibraryTracks.page(album, page, limit)))
                        .map(pages -> CollectionAssembly.of(link, named(album.getName()), null, pages, SOURCE)));
    }

    private static TrackPage firstPage(Album album) {
        if (album.getTracks() == null) {
            throw unexpected("an album without tracks");
        }
        return LibraryTracks.page(album, album.getTracks(), Integer.MAX_VALUE);
    }

    private Future<CollectionMetadata> playlist(SpotifyLink link, Deadline deadline) {
        String path = "/v1/playlists/" + link.id();
        return patience.call(() -> api.json(path + "?" + options()), deadline).compose(playlist -> {
            boolean renamed = playlist.path("items").isObject();
            PageReader.Source behind = (offset, limit) -> page(path, renamed, offset, limit, deadline);
            return first(playlist, path, deadline)
                    .compose(first -> PageReader.all(first, behind))
                    .map(pages -> CollectionAssembly.of(
                            link,
                            named(playlist.path("name").textValue()),
                            PlainText.of(playlist.path("description").asText("")),
                            pages,
                            SOURCE));
        });
    }

    /**
     * The page within the playlist. Where there is none it may have a path of its own; but applications in development
     * mode get no contents of playlists that are not their user's.
     */
    private Future<TrackPage> first(JsonNode playlist, String path, Deadline deadline) {
        JsonNode contents = playlist.path(playlist.path("items").isObject() ? "items" : "tracks");
        if (contents.has("items") || !playlist.hasNonNull("name")) {
            return Future.succeededFuture(PlaylistPage.read(contents, Integer.MAX_VALUE));
        }
        return page(path, true, 0, PageReader.PAGE, deadline)
                .recover(error -> Future.failedFuture(isClosed(error) ? hidden(error) : error));
    }

    private static AlchemyException hidden(Throwable cause) {
        return new AlchemyException(
                ErrorCode.SOURCE_REFUSED, "Spotify does not show this playlist's contents to our application", cause);
    }

    /** The path was renamed with the field, but not every application has moved. */
    private Future<TrackPage> page(String path, boolean renamed, int offset, int limit, Deadline deadline) {
        String query = "?limit=" + limit + "&offset=" + offset + "&" + options();
        String likely = path + (renamed ? "/items" : "/tracks") + query;
        String other = path + (renamed ? "/tracks" : "/items") + query;
        return patience.call(() -> api.json(likely), deadline)
                .recover(error ->
                        isClosed(error) ? patience.call(() -> api.json(other), deadline) : Future.failedFuture(error))
                .map(page -> PlaylistPage.read(page, limit));
    }

    private static boolean isClosed(Throwable error) {
        ErrorCode code = AlchemyException.failureOf(error).code();
        return code == ErrorCode.NOT_FOUND || code == ErrorCode.SOURCE_REFUSED;
    }

    /** Episodes are asked for to be told apart: without it they come in the form of tracks. */
    private String options() {
        CountryCode market = api.market();
        return "additional_types=track,episode" + (market == null ? "" : "&market=" + market.getAlpha2());
    }

    private IRequest<Track> trackRequest(SpotifyApi client, String id) {
        CountryCode market = api.market();
        return market == null
                ? client.getTrack(id).build()
                : client.getTrack(id).market(market).build();
    }

    private IRequest<Album> albumRequest(SpotifyApi client, String id) {
        CountryCode market = api.market();
        return market == null
                ? client.getAlbum(id).build()
                : client.getAlbum(id).market(market).build();
    }

    private IRequest<Paging<TrackSimplified>> pageRequest(SpotifyApi client, String id, int offset, int limit) {
        var request = client.getAlbumsTracks(id).limit(limit).offset(offset);
        CountryCode market = api.market();
        return market == null ? request.build() : request.market(market).build();
    }

    /** @throws AlchemyException SOURCE_UNAVAILABLE for something without a name */
    static String named(@Nullable String name) {
        String plain = name == null ? "" : PlainText.of(name);
        if (plain.isBlank()) {
            throw unexpected("no name");
        }
        return plain;
    }

    private static AlchemyException unexpected(String what) {
        return new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the Spotify Web API told " + what);
    }
}
