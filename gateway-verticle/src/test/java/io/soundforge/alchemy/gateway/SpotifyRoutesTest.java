package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess.AccessMode;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.ResolveShortLink;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What old clients ask of Spotify, over real HTTP; the neighbour behind the bus is a fake. */
class SpotifyRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String ID = "4uLU6hMCjMI75M1A2tKUQC";
    private static final SpotifyLink ALBUM = new SpotifyLink(SpotifyLink.Kind.ALBUM, "1DFixLWuPkv3KT3TnV35m3");
    private static final SpotifyLink PLAYLIST = new SpotifyLink(SpotifyLink.Kind.PLAYLIST, "37i9dQZF1DXcBWIGoYBM5M");

    private static final List<SpotifyLink> asked = new CopyOnWriteArrayList<>();
    private static volatile Function<SpotifyLink, Future<CollectionMetadata>> neighbour =
            link -> Future.failedFuture(new AssertionError("not set"));
    private static volatile AccessMode mode = AccessMode.EMBED;
    private static volatile Future<SpotifyLink> standsFor = Future.failedFuture(new AssertionError("not set"));
    private static volatile @Nullable ShortLink shortened;
    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
        await(services.bus().answer(FetchCollection.FETCH_COLLECTION, question -> {
            asked.add(question.link());
            return neighbour.apply(question.link());
        }));
        await(services.bus().answer(ResolveShortLink.RESOLVE_SHORT_LINK, question -> {
            shortened = question.link();
            return standsFor;
        }));
        await(services.bus()
                .answer(
                        DescribeAccess.DESCRIBE_ACCESS,
                        question -> Future.succeededFuture(new DescribeAccess.Answer(mode))));
    }

    @BeforeEach
    void forget() {
        asked.clear();
        neighbour = link -> Future.succeededFuture(
                new CollectionMetadata(link, "Any", null, List.of(), SkippedItems.NONE, 0, "web-api", true));
    }

    private static HttpResponse<String> fetch(String url) throws IOException, InterruptedException {
        return post(new JsonObject().put("url", url).encode());
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return gateway.post("/api/spotify/fetch", "application/json", body);
    }

    private static JsonObject golden(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SpotifyRoutesTest.class.getResourceAsStream("/spotify/" + name))) {
            return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void album_looksAsTheOriginalsClientsExpect() throws Exception {
        CollectionTrack first = new CollectionTrack(
                ID,
                "First",
                List.of("Somebody", "Somebody Else"),
                "Long One",
                "https://i.scdn.co/image/large",
                "2001-03",
                179.6,
                null,
                "GBARL9300135",
                null);
        CollectionTrack second = new CollectionTrack(
                ALBUM.id(),
                "Second",
                List.of("Somebody"),
                "Long One",
                null,
                "2001-03",
                3660.5,
                "https://p.scdn.co/mp3-preview/1",
                null,
                null);
        neighbour = link -> Future.succeededFuture(new CollectionMetadata(
                link, "Long One", null, List.of(first, second), SkippedItems.ONE_REMOVED, 3, "web-api", true));

        HttpResponse<String> response = fetch(ALBUM.canonical());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(json(response)).isEqualTo(golden("album.json"));
        assertThat(json(response).getJsonArray("tracks").getJsonObject(0).containsKey("previewUrl"))
                .isTrue();
        assertThat(asked).containsExactly(ALBUM);
    }

    @Test
    void playlistOfTheEmbedPage_saysWhatIsMissing() throws Exception {
        CollectionTrack bare =
                new CollectionTrack(ID, "Without Details", List.of(), null, null, null, null, null, null, null);
        neighbour = link -> Future.succeededFuture(new CollectionMetadata(
                link, "Editorial", "Songs & more", List.of(bare), new SkippedItems(0, 0, 2), null, "embed", false));

        assertThat(json(fetch(PLAYLIST.canonical()))).isEqualTo(golden("playlist-of-the-embed-page.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open.spotify.com/track/ID",
                "http://open.spotify.com/track/ID/",
                "https://open.spotify.com/intl-sv/track/ID?si=abc&utm_source=x#t",
                "https://open.spotify.com/embed/track/ID",
                "open.spotify.com/track/ID",
                "spotify.com/track/ID",
                "spotify:track:ID",
                "  https://play.spotify.com/track/ID  "
            })
    void linkInAnyForm_isTaken_andOnlyKindAndIdGoOn(String url) throws Exception {
        HttpResponse<String> response = fetch(url.replace("ID", ID));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getString("type")).isEqualTo("track");
        assertThat(asked).containsExactly(new SpotifyLink(SpotifyLink.Kind.TRACK, ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"url\":null}", "{\"url\":7}", "{\"url\":\"  \"}"})
    void bodyWithoutUrl_isRefusedInTheOriginalsWords(String body) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).isEqualTo("URL is required");
        assertThat(json(response).getString("code")).isEqualTo("invalid_request");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "x\";cmd;\"spotify.com/track/1",
                "x\";cmd;\"spotify.com/track/ID",
                "https://open.spotify.com/track/ID\";touch /tmp/x;\"",
                "https://open.spotify.com/track/$(id)",
                "https://open.spotify.com/track/ID\n--config=/etc/passwd",
                "--save-file=/tmp/x",
                "-https://open.spotify.com/track/ID",
                "https://open.spotify.com.evil.example/track/ID",
                "https://spotify.com.evil.example/track/ID",
                "https://evil.example/open.spotify.com/track/ID",
                "https://evil.example/?u=https://open.spotify.com/track/ID",
                "https://user@open.spotify.com/track/ID",
                "https://open.spotify.com:81/track/ID",
                "file:///etc/passwd",
                "https://open.spotify.com/track/../track/ID",
                "https://open.spotify.com/track/1",
                "https://open.spotify.com/track/IDX",
                "spotify:track:",
                "https://open.spotify.com/episode/ID",
                "https://open.spotify.com/show/ID"
            })
    void anythingElse_isRefusedAndNobodyIsAsked(String url) throws Exception {
        HttpResponse<String> response = fetch(url.replace("ID", ID));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).getString("error")).isEqualTo("Invalid Spotify URL");
        assertThat(json(response).getString("details")).contains("tracks, albums, playlists or artists");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"episode", "show"})
    void kindThatIsNotTaken_isNamed(String kind) throws Exception {
        assertThat(json(fetch("https://open.spotify.com/" + kind + "/" + ID)).getString("details"))
                .contains("'" + kind + "' are not taken");
    }

    @Test
    void severalLinks_areAnsweredInTheFormOfOne_withEachOnesOwnEnd() throws Exception {
        CollectionTrack song = new CollectionTrack(ID, "Song", List.of("A"), null, null, null, 179.6, null, null, null);
        neighbour = link -> link.equals(ALBUM)
                ? Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "no such album"))
                : Future.succeededFuture(new CollectionMetadata(
                        link, "Any", null, List.of(song), SkippedItems.ONE_LOCAL, 2, "web-api", true));

        HttpResponse<String> response = fetch(String.join(
                "\n", PLAYLIST.canonical(), ALBUM.canonical(), "spotify:track:" + ID, PLAYLIST.canonical()));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject answer = json(response);
        assertThat(answer.getString("type")).isEqualTo("links");
        assertThat(answer.getString("name")).isEqualTo("3 links");
        assertThat(answer.getBoolean("complete")).isFalse();
        assertThat(answer.getJsonArray("tracks")).hasSize(1);
        assertThat(answer.getJsonArray("tracks").getJsonObject(0).getString("duration"))
                .isEqualTo("3:00");
        assertThat(answer.getJsonObject("skipped").getInteger("local")).isEqualTo(2);
        JsonArray parts = answer.getJsonArray("links");
        assertThat(parts.getJsonObject(0).getString("type")).isEqualTo("playlist");
        assertThat(parts.getJsonObject(0).getInteger("tracks")).isEqualTo(1);
        assertThat(parts.getJsonObject(1).getJsonObject("error").getString("code"))
                .isEqualTo("not_found");
        assertThat(parts.getJsonObject(2).getString("type")).isEqualTo("track");
    }

    @Test
    void severalLinks_withAStrangeOne_areRefusedByItsName() throws Exception {
        HttpResponse<String> response = fetch(ALBUM.canonical() + " https://evil.example/track/" + ID);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("details")).contains("got also 'https://evil.example/track/" + ID + "'");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/track/x", "no link at all", "https://open.spotify.com/track/short"})
    void noLink_isRefusedByItsName(String pasted) throws Exception {
        HttpResponse<String> response = fetch(pasted);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("details"))
                .contains("https://open.spotify.com/album/<id>")
                .endsWith("; got '" + pasted + "'");
    }

    @Test
    void shortLink_isReadFirst() throws Exception {
        standsFor = Future.succeededFuture(ALBUM);

        assertThat(json(fetch("https://spotify.link/AbC_1?si=x")).getString("id"))
                .isEqualTo(ALBUM.id());
        assertThat(shortened).isEqualTo(new ShortLink("spotify.link", "AbC_1"));
        assertThat(asked).containsExactly(ALBUM);
    }

    @Test
    void shortLinkToSomewhereElse_isRefused() throws Exception {
        standsFor = Future.failedFuture(new AlchemyException(ErrorCode.INVALID_REQUEST, "it leads elsewhere"));

        HttpResponse<String> response = fetch("https://spotify.link/AbC_1");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).isEqualTo("Invalid Spotify URL");
    }

    @Test
    void hugeBody_isRefused() throws Exception {
        assertThat(post("{\"url\":\"" + "x".repeat(100_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void otherMedia_areRefused() throws Exception {
        assertThat(gateway.post("/api/spotify/fetch", "text/plain", "x").statusCode())
                .isEqualTo(415);
    }

    @Test
    void failure_keepsTheOriginalsTextBesideTheProblem() throws Exception {
        neighbour = link -> Future.failedFuture(new AlchemyException(
                ErrorCode.RATE_LIMITED, "Spotify asks to wait for 33 seconds", Duration.ofSeconds(33)));

        HttpResponse<String> response = fetch(ALBUM.canonical());

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("33");
        JsonObject problem = json(response);
        assertThat(problem.remove("requestId"))
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(problem).isEqualTo(golden("rate-limited.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404",
        "SOURCE_UNAVAILABLE, 502",
        "SOURCE_REFUSED, 502",
        "UNAVAILABLE, 503",
        "TIMEOUT, 504",
        "INTERNAL, 500"
    })
    void failure_hasItsOwnStatus(ErrorCode code, int status) throws Exception {
        neighbour = link -> Future.failedFuture(new AlchemyException(code, "because"));

        HttpResponse<String> response = fetch(ALBUM.canonical());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).getString("error")).isEqualTo("Failed to fetch data");
        assertThat(json(response).getString("details")).isEqualTo("because");
        assertThat(json(response).getString("code")).isEqualTo(code.text());
    }

    @ParameterizedTest
    @EnumSource(AccessMode.class)
    void health_saysHowSpotifyIsAsked(AccessMode present) throws Exception {
        mode = present;

        HttpResponse<String> response = gateway.get("/api/spotify/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(new JsonObject().put("status", "ok").put("mode", present.text()));
    }
}
