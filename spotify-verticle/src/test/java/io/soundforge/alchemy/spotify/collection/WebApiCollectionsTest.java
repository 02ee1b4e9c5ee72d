package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.ALBUM;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.TRACK;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.ids;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.named;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.trackWithAlbum;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.FakeSpotify;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.TestClock;
import io.soundforge.alchemy.spotify.collection.FakeCollections.Shape;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Cooldown;
import io.soundforge.alchemy.spotify.webapi.TokenMemory;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP, before a Spotify of our own; pauses only move the clock. */
class WebApiCollectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static Vertx vertx;
    private static WorkerExecutor workers;

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private FakeSpotify spotify;
    private BoundedHttp http;
    private WebApiCollections source;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
        workers = vertx.createSharedWorkerExecutor("test", 4);
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().await();
    }

    @BeforeEach
    void start() {
        spotify = new FakeSpotify(vertx);
        SpotifyConfig config = spotify.config();
        http = new BoundedHttp(vertx, config.deadline(), new Cooldown(clock));
        WebApi api = new WebApi(config, http, workers, clock, TokenMemory.NONE);
        source = new WebApiCollections(api, new Patience(() -> http.secondsToWait(api.host()), this::pause));
    }

    @AfterEach
    void stop() {
        http.close().await();
        spotify.close();
    }

    private Future<Void> pause(Duration span) {
        pauses.add(span);
        clock.advance(span);
        return Future.succeededFuture();
    }

    private Future<CollectionMetadata> ask(SpotifyLink link) {
        return source.fetch(link, Deadline.in(PATIENCE, clock));
    }

    private CollectionMetadata fetch(SpotifyLink link) throws Exception {
        return ask(link).await(60, TimeUnit.SECONDS);
    }

    private static List<String> idsOf(CollectionMetadata collection) {
        return collection.tracks().stream().map(CollectionTrack::id).toList();
    }

    static Stream<Shape> shapes() {
        return Stream.of(Shape.NEW, Shape.OLD);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void playlist_of250Items_isReadToItsEndInOrder(Shape shape) throws Exception {
        spotify.onPlaylist = request -> shape.answer(request, shape.entries(250), 100);

        CollectionMetadata playlist = fetch(PLAYLIST);

        assertThat(idsOf(playlist)).isEqualTo(ids(250));
        assertThat(playlist.name()).isEqualTo("Mix");
        assertThat(playlist.description()).isEqualTo("All of it");
        assertThat(playlist.total()).isEqualTo(250);
        assertThat(playlist.complete()).isTrue();
        assertThat(playlist.source()).isEqualTo("web-api");
        assertThat(spotify.requestsTo("/v1/playlists/")).isEqualTo(4);
        assertThat(spotify.requestsTo("market=SE")).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void playlist_entry_mapsEveryField(Shape shape) throws Exception {
        spotify.onPlaylist = request -> shape.answer(request, shape.entries(1), 100);

        assertThat(fetch(PLAYLIST).tracks())
                .containsExactly(new CollectionTrack(
                        FakeCollections.id(0),
                        "Song 0",
                        List.of("A", "B, the C"),
                        "Album 0",
                        "https://i.scdn.co/image/large",
                        "1987-11",
                        179.6,
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void playlist_withRemovedLocalAndEpisodes_skipsAndCountsThem(Shape shape) throws Exception {
        List<JsonObject> entries = new ArrayList<>(shape.entries(2));
        entries.add(shape.entry(null));
        entries.add(shape.entry(trackWithAlbum(9).put("id", null)));
        entries.add(shape.entry(trackWithAlbum(9).put("name", "")));
        entries.add(shape.entry(trackWithAlbum(9).put("id", null)).put("is_local", true));
        entries.add(shape.entry(trackWithAlbum(9).put("is_local", true)));
        entries.add(shape.entry(trackWithAlbum(9).put("type", "episode")));
        entries.add(new JsonObject());
        spotify.onPlaylist = request -> shape.answer(request, entries, 3);

        CollectionMetadata playlist = fetch(PLAYLIST);

        assertThat(idsOf(playlist)).isEqualTo(ids(2));
        assertThat(playlist.skipped()).isEqualTo(new SkippedItems(2, 4, 1));
        assertThat(playlist.total()).isEqualTo(9);
        assertThat(playlist.complete()).isTrue();
    }

    @Test
    void playlist_renamedPathClosed_triesTheOther() throws Exception {
        Shape half = new Shape("items", "item", "/tracks");
        spotify.onPlaylist = request -> half.answer(request, half.entries(120), 50);

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(120));
    }

    @Test
    void playlist_withoutContents_isRefused() {
        spotify.onPlaylist = request -> FakeSpotify.json(
                request,
                request.path().endsWith(PLAYLIST.id()) ? 200 : 403,
                named("Not yours").encode());

        assertThat(expectFailure(ask(PLAYLIST), ErrorCode.SOURCE_REFUSED)).contains("does not show");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void playlist_withContentsOnTheirOwnPathOnly_isRead(Shape shape) throws Exception {
        spotify.onPlaylist = request -> {
            if (request.path().endsWith(PLAYLIST.id())) {
                FakeSpotify.json(request, 200, named("Mix").encode());
            } else {
                shape.answer(request, shape.entries(120), 50);
            }
        };

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(120));
    }

    /** It gives five at a time whatever it is asked for, and says that there are more. */
    @ParameterizedTest
    @ValueSource(strings = {"120", "7", "0", "-1", "null", "\"many\""})
    void playlist_pagesAreReadAsLongAsTheServiceNamesANext_whateverItCounts(String total) throws Exception {
        List<JsonObject> entries = Shape.NEW.entries(120);
        spotify.onPlaylist = request -> {
            String offset = request.getParam("offset");
            int from = offset == null ? 0 : Integer.parseInt(offset);
            JsonObject page = FakeCollections.page(entries, from, 5)
                    .put("total", Json.decodeValue(total))
                    .put("next", from + 5 < entries.size() ? "https://api.spotify.com/v1/next" : null);
            FakeSpotify.json(request, 200, (offset == null ? named("Mix").put("items", page) : page).encode());
        };

        CollectionMetadata playlist = fetch(PLAYLIST);

        assertThat(idsOf(playlist)).isEqualTo(ids(120));
        assertThat(playlist.total()).isEqualTo(120);
        assertThat(playlist.complete()).isTrue();
    }

    @Test
    void playlist_pagesLongerThanAskedFor_giveNoTrackTwice() throws Exception {
        List<JsonObject> entries = Shape.NEW.entries(250);
        spotify.onPlaylist = request -> {
            String offset = request.getParam("offset");
            JsonObject page = FakeCollections.page(entries, offset == null ? 0 : Integer.parseInt(offset), 100);
            FakeSpotify.json(request, 200, (offset == null ? named("Mix").put("items", page) : page).encode());
        };

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(250));
    }

    @Test
    void playlist_thatCountsFarTooMany_isNotAskedForAllOfThem() throws Exception {
        JsonObject page = FakeCollections.page(Shape.NEW.entries(3), 0, 50).put("total", 9_000);
        JsonObject empty = FakeCollections.page(List.of(), 3, 50);
        spotify.onPlaylist = request -> FakeSpotify.json(
                request,
                200,
                request.path().endsWith("/items")
                        ? empty.encode()
                        : named("Mix").put("items", page).encode());

        assertThat(fetch(PLAYLIST).complete()).isFalse();
        assertThat(spotify.requestsTo("/items")).isLessThanOrEqualTo(4);
    }

    @Test
    void playlist_empty_isComplete() throws Exception {
        spotify.onPlaylist = request -> Shape.NEW.answer(request, List.of(), 100);

        assertThat(fetch(PLAYLIST).tracks()).isEmpty();
        assertThat(fetch(PLAYLIST).complete()).isTrue();
    }

    @Test
    void playlist_hasFewerThanItCounts_isIncomplete() throws Exception {
        JsonObject page = FakeCollections.page(Shape.NEW.entries(3), 0, 50).put("total", 60);
        JsonObject empty = FakeCollections.page(List.of(), 3, 50);
        spotify.onPlaylist = request -> FakeSpotify.json(
                request,
                200,
                request.path().endsWith("/items")
                        ? empty.encode()
                        : named("Mix").put("items", page).encode());

        CollectionMetadata playlist = fetch(PLAYLIST);

        assertThat(playlist.tracks()).hasSize(3);
        assertThat(playlist.complete()).isFalse();
    }

    @Test
    void playlist_beyondTheBound_isCutAndSaysSo() throws Exception {
        int much = CollectionMetadata.MAX_TRACKS + 1000;
        List<JsonObject> entries = IntStream.range(0, much)
                .mapToObj(i -> Shape.NEW.entry(FakeCollections.track(i)))
                .toList();
        spotify.onPlaylist = request -> Shape.NEW.answer(request, entries, 100);

        CollectionMetadata playlist = fetch(PLAYLIST);

        assertThat(playlist.tracks()).hasSize(CollectionMetadata.MAX_TRACKS);
        assertThat(playlist.total()).isEqualTo(much);
        assertThat(playlist.complete()).isFalse();
        assertThat(spotify.requestsTo("/items")).isEqualTo((CollectionMetadata.MAX_TRACKS - 100) / 50);
    }

    @Test
    void pages_areAskedForFourAtATime() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        spotify.onPlaylist = request -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            vertx.timer(5, TimeUnit.MILLISECONDS).onSuccess(later -> {
                open.decrementAndGet();
                Shape.NEW.answer(request, Shape.NEW.entries(900), 100);
            });
        };

        assertThat(fetch(PLAYLIST).tracks()).hasSize(900);
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void album_of120Tracks_isReadToItsEndInOrder() throws Exception {
        List<JsonObject> tracks =
                IntStream.range(0, 120).mapToObj(FakeCollections::track).toList();
        spotify.onAlbum = request -> FakeCollections.answerAlbum(request, tracks);

        CollectionMetadata album = fetch(ALBUM);

        assertThat(idsOf(album)).isEqualTo(ids(120));
        assertThat(album.complete()).isTrue();
        assertThat(album.description()).isNull();
        assertThat(album.tracks().get(119))
                .isEqualTo(new CollectionTrack(
                        FakeCollections.id(119),
                        "Song 119",
                        List.of("A", "B, the C"),
                        "Long One",
                        "https://i.scdn.co/image/large",
                        "2001",
                        179.6,
                        null,
                        null,
                        null));
        assertThat(spotify.requestsTo("/v1/albums/")).isEqualTo(3);
    }

    @Test
    void track_isACollectionOfOne() throws Exception {
        CollectionMetadata track = fetch(TRACK);

        assertThat(track.name()).isEqualTo("Never Gonna Give You Up");
        assertThat(idsOf(track)).containsExactly(FakeSpotify.ID);
        assertThat(track.tracks().get(0).album()).isEqualTo("Whenever You Need Somebody");
        assertThat(track.complete()).isTrue();
    }

    /** Sixty albums of two tracks each, the second of which is also the album's single. */
    @Test
    void artist_isTheTracksOfAllAlbums_eachRecordingOnce() throws Exception {
        List<JsonObject> albums = IntStream.range(0, 60)
                .mapToObj(i -> FakeCollections.named("Album " + i)
                        .put("id", FakeCollections.id(i))
                        .put("release_date", "2001")
                        .put("images", FakeCollections.images()))
                .toList();
        spotify.onArtist = request -> FakeSpotify.json(
                request,
                200,
                request.path().endsWith("/albums")
                        ? FakeCollections.pageOf(request, albums).encode()
                        : FakeCollections.named("The Band").encode());
        spotify.onAlbum = request -> {
            int album = Integer.parseInt(
                    request.path().substring("/v1/albums/T".length()).replace("/tracks", ""));
            JsonObject again = FakeCollections.track(0).put("id", FakeCollections.id(5000 + album));
            FakeSpotify.json(
                    request,
                    200,
                    FakeCollections.pageOf(request, List.of(FakeCollections.track(1000 + album), again))
                            .encode());
        };

        CollectionMetadata found = fetch(new SpotifyLink(SpotifyLink.Kind.ARTIST, FakeCollections.id(1)));

        assertThat(found.name()).isEqualTo("The Band");
        assertThat(found.complete()).isTrue();
        assertThat(found.total()).isNull();
        assertThat(found.tracks()).hasSize(61);
        assertThat(found.tracks().get(2)).satisfies(track -> {
            assertThat(track.title()).isEqualTo("Song 1001");
            assertThat(track.album()).isEqualTo("Album 1");
            assertThat(track.coverUrl()).isEqualTo("https://i.scdn.co/image/large");
            assertThat(track.releaseDate()).isEqualTo("2001");
        });
    }

    @Test
    void artist_withMoreAlbumsThanAreRead_saysSo() throws Exception {
        List<JsonObject> albums = IntStream.range(0, ArtistAlbums.MOST_ALBUMS + 1)
                .mapToObj(i -> FakeCollections.named("Album " + i).put("id", FakeCollections.id(i)))
                .toList();
        spotify.onArtist = request -> FakeSpotify.json(
                request,
                200,
                request.path().endsWith("/albums")
                        ? FakeCollections.pageOf(request, albums).encode()
                        : FakeCollections.named("The Band").encode());
        spotify.onAlbum = request -> FakeSpotify.json(
                request,
                200,
                FakeCollections.page(List.of(FakeCollections.track(1)), 0, 50).encode());

        CollectionMetadata found = fetch(new SpotifyLink(SpotifyLink.Kind.ARTIST, FakeCollections.id(1)));

        assertThat(found.complete()).isFalse();
        assertThat(found.tracks()).hasSize(1);
        assertThat(spotify.requestsTo("/v1/albums/")).isEqualTo(ArtistAlbums.MOST_ALBUMS);
    }

    @Test
    void busy_withinTheDeadline_waitsAsToldAndGoesOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        spotify.onPlaylist = request -> {
            if (asked.incrementAndGet() == 2) {
                FakeSpotify.busy(request, "3");
            } else {
                Shape.NEW.answer(request, Shape.NEW.entries(150), 100);
            }
        };

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(150));
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void busy_beyondTheDeadline_failsAtOnceWithTheSeconds() {
        spotify.onPlaylist = request -> FakeSpotify.busy(request, "86400");

        assertThat(expectFailure(ask(PLAYLIST), ErrorCode.RATE_LIMITED)).contains("86400 seconds");
        assertThat(pauses).isEmpty();
        assertThat(spotify.requestsTo("/v1/playlists/")).isEqualTo(1);
    }

    @Test
    void busy_withoutEnd_isGivenUp() {
        spotify.onAlbum = request -> FakeSpotify.busy(request, "1");

        expectFailure(ask(ALBUM), ErrorCode.RATE_LIMITED);
        assertThat(spotify.requestsTo("/v1/albums/")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void stumble_ofOnePage_costsOneMoreRequest(int status) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        spotify.onPlaylist = request -> {
            if (asked.incrementAndGet() == 3) {
                FakeSpotify.json(request, status, "oops");
            } else {
                Shape.NEW.answer(request, Shape.NEW.entries(300), 100);
            }
        };

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(300));
        assertThat(spotify.requestsTo("/v1/playlists/")).isEqualTo(6);
    }

    @Test
    void brokenPages_failTheWhole_insteadOfLeavingAGap() {
        spotify.onPlaylist = request -> {
            if ("150".equals(request.getParam("offset"))) {
                FakeSpotify.json(request, 500, "oops");
            } else {
                Shape.NEW.answer(request, Shape.NEW.entries(400), 100);
            }
        };

        expectFailure(ask(PLAYLIST), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void silentPage_endsAtTheDeadline() {
        AtomicInteger unanswered = new AtomicInteger();
        spotify.onPlaylist = request -> {
            if (request.path().endsWith("/items")) {
                unanswered.incrementAndGet();
            } else {
                Shape.NEW.answer(request, Shape.NEW.entries(120), 100);
            }
        };
        Deadline soon = Deadline.in(Duration.ofSeconds(2), InstantSource.system());

        expectFailure(soon.hold(source.fetch(PLAYLIST, soon)), ErrorCode.TIMEOUT);
        assertThat(unanswered.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void afterTheDeadline_nothingMoreIsAsked() {
        spotify.onPlaylist = request -> {
            clock.advance(PATIENCE);
            Shape.NEW.answer(request, Shape.NEW.entries(400), 100);
        };

        expectFailure(ask(PLAYLIST), ErrorCode.TIMEOUT);
        assertThat(spotify.requestsTo("/v1/playlists/")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>a page</html>",
                "[1,2]",
                "42",
                "null",
                "{\"name\":",
                "{}",
                "{\"name\":null,\"items\":{\"items\":[],\"total\":0}}",
                "{\"name\":\"x\",\"items\":{\"items\":5}}",
                "{\"name\":\"x\",\"tracks\":[]}",
                "{\"name\":\"x\",\"tracks\":\"many\"}"
            })
    void garbage_isUnavailable(String body) {
        spotify.onPlaylist = request -> FakeSpotify.json(request, 200, body);

        expectFailure(ask(PLAYLIST), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"name\":\"x\"}", "{\"tracks\":{\"items\":[],\"total\":0}}"})
    void garbageForAnAlbum_isUnavailable(String body) {
        spotify.onAlbum = request -> FakeSpotify.json(request, 200, body);

        expectFailure(ask(ALBUM), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void strangeValues_areLeftOut() throws Exception {
        JsonObject odd = FakeCollections.track(0)
                .put("duration_ms", "long")
                .put("artists", "nobody")
                .put("album", new JsonObject().put("name", 7).put("images", "none"))
                .put("preview_url", "javascript:alert(1)");
        spotify.onPlaylist = request -> Shape.NEW.answer(request, List.of(Shape.NEW.entry(odd)), 100);

        assertThat(fetch(PLAYLIST).tracks())
                .containsExactly(new CollectionTrack(
                        FakeCollections.id(0), "Song 0", List.of(), null, null, null, null, null, null, null));
    }

    @Test
    void tokenRefusedOnTheWay_isRenewedOnce() throws Exception {
        spotify.onPlaylist = request -> answerWithSecondToken(request);

        assertThat(idsOf(fetch(PLAYLIST))).isEqualTo(ids(250));
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(2);
    }

    private static void answerWithSecondToken(HttpServerRequest request) {
        if (request.getHeader("Authorization").endsWith("token-1")) {
            FakeSpotify.json(request, 401, "{}");
        } else {
            Shape.NEW.answer(request, Shape.NEW.entries(250), 100);
        }
    }

    @Test
    void manyPlaylistsAtOnce_fetchOneToken() {
        spotify.onPlaylist = request -> Shape.NEW.answer(request, Shape.NEW.entries(120), 100);

        Future.all(IntStream.range(0, 10).mapToObj(i -> ask(PLAYLIST)).toList()).await();

        assertThat(spotify.requestsTo("/api/token")).isEqualTo(1);
    }
}
