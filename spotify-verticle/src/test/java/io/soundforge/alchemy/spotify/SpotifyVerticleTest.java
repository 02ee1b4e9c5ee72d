package io.soundforge.alchemy.spotify;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess.AccessMode;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verticle with real PostgreSQL, Redis and bus, before a Spotify of our own. */
class SpotifyVerticleTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String EMBED = """
            <html><script id="__NEXT_DATA__" type="application/json">
            {"props":{"pageProps":{"state":{"data":{"entity":{"name":"Editorial","trackList":[
              {"uri":"spotify:track:%s","title":"One","subtitle":"Somebody","duration":1000}]}}}}}}
            </script></html>
            """.formatted(FakeSpotify.ID);

    private static final String EMBED_TRACK = """
            <html><script id="__NEXT_DATA__" type="application/json">
            {"props":{"pageProps":{"state":{"data":{"entity":{"name":"One","artists":[{"name":"Somebody"}],"duration":1000}}}}}}
            </script></html>
            """;

    private FakeSpotify spotify;
    private String deployment = "";

    @BeforeEach
    void startSpotify() {
        spotify = new FakeSpotify(services.vertx());
    }

    @AfterEach
    void stop() {
        await(services.vertx().undeploy(deployment));
        spotify.close();
    }

    private void deploy(SpotifyConfig config) {
        RunnerConfig runner =
                new RunnerConfig("test", 2, Duration.ofMillis(50), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        deployment = await(services.vertx()
                .deployVerticle(new SpotifyVerticle(new SpotifyVerticle.Parts(
                        config,
                        services.bus(),
                        services.jobs(),
                        services.catalog(),
                        services.redisUri(),
                        runner,
                        new TestClock()))));
    }

    private Job submit(Track track, String url) {
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("resolve", new ResolveLink(url), Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private Job run(Track track, String url) {
        Job job = submit(track, url);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> await(services.jobs().find(job.id())).orElseThrow(), now -> now.state()
                        .terminal());
    }

    private Track described(Track track) {
        return await(services.catalog().find(track.id())).orElseThrow();
    }

    @Test
    void resolveJob_knownTrack_completesTheTracksMetadata() {
        deploy(spotify.config());
        Track track = services.newTrack(FakeSpotify.TRACK_LINK);

        assertThat(run(track, FakeSpotify.TRACK_LINK).state()).isEqualTo(JobState.COMPLETED);

        Track now = described(track);
        assertThat(now.name()).isEqualTo("Never Gonna Give You Up");
        assertThat(now.artist()).isEqualTo("Rick Astley, Guest");
        assertThat(now.album()).isEqualTo("Whenever You Need Somebody");
        assertThat(now.coverUrl()).isEqualTo("https://i.scdn.co/image/large");
        assertThat(now.duration()).isEqualTo(213.573);
    }

    @Test
    void resolveJob_webApiOutOfOrder_takesWhatOembedKnows() {
        deploy(spotify.config());
        spotify.onTrack = request -> FakeSpotify.json(request, 503, "{}");
        String link = newLink(SpotifyLink.Kind.TRACK).canonical();
        Track track = services.newTrack(link);

        assertThat(run(track, link).state()).isEqualTo(JobState.COMPLETED);

        assertThat(described(track).name()).isEqualTo("Never Gonna Give You Up");
        assertThat(described(track).coverUrl()).isEqualTo("https://i.scdn.co/image/oembed");
        assertThat(described(track).artist()).isNull();
    }

    @Test
    void resolveJob_unknownTrack_failsWithItsCode() {
        deploy(spotify.config());
        spotify.onTrack = request -> FakeSpotify.json(request, 404, "{}");

        Job job = run(services.newTrack("x"), newLink(SpotifyLink.Kind.TRACK).canonical());

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).isNotNull().satisfies(error -> assertThat(error.code())
                .isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void resolveJob_wrongCredentials_takesTheArtistsFromTheEmbedPage() {
        deploy(newApplication());
        spotify.onToken = request -> FakeSpotify.json(request, 400, "{\"error\":\"invalid_client\"}");
        spotify.onEmbed = request -> request.response().end(EMBED_TRACK);
        String link = newLink(SpotifyLink.Kind.TRACK).canonical();
        Track track = services.newTrack(link);

        assertThat(run(track, link).state()).isEqualTo(JobState.COMPLETED);

        assertThat(described(track).artist()).isEqualTo("Somebody");
        assertThat(described(track).duration()).isEqualTo(1.0);
    }

    @Test
    void resolveJob_albumLink_isRefused() {
        deploy(spotify.withoutCredentials());

        Job job = run(services.newTrack("x"), "https://open.spotify.com/album/" + FakeSpotify.ID);

        assertThat(job.error()).isNotNull().satisfies(error -> assertThat(error.message())
                .contains("one track at a time"));
    }

    /** It does not settle for a title while the Web API only asks to wait. */
    @Test
    void resolveJob_webApiAsksToWait_waits() {
        deploy(spotify.config());
        spotify.onTrack = request -> FakeSpotify.busy(request, "3600");
        String link = newLink(SpotifyLink.Kind.TRACK).canonical();
        Job job = submit(services.newTrack(link), link);

        Job waiting = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> await(services.jobs().find(job.id())).orElseThrow(), now -> now.error() != null);

        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.attempt()).isZero();
        assertThat(waiting.error()).isNotNull().satisfies(error -> assertThat(error.message())
                .contains("3600 seconds"));
    }

    private Future<CollectionMetadata> fetch(SpotifyLink link) {
        return services.bus().ask(FetchCollection.FETCH_COLLECTION, new FetchCollection(link), Duration.ofSeconds(30));
    }

    /** An application that no other test has fetched a token for: Redis remembers those too. */
    private SpotifyConfig newApplication() {
        return spotify.config("id", UUID.randomUUID().toString());
    }

    private AccessMode mode() {
        return await(services.bus().ask(DescribeAccess.DESCRIBE_ACCESS, new DescribeAccess(), Duration.ofSeconds(30)))
                .mode();
    }

    /** A link that no other test has asked for: Redis remembers. */
    private static SpotifyLink newLink(SpotifyLink.Kind kind) {
        return new SpotifyLink(
                kind, UUID.randomUUID().toString().replace("-", "").substring(0, 22));
    }

    @Test
    void fetch_playlist_readsAllPagesOnce_andRemembersThem() {
        deploy(spotify.config());
        JsonObject first = page(0, 100);
        spotify.onPlaylist = request -> FakeSpotify.json(
                request,
                200,
                request.path().endsWith("/items")
                        ? page(Integer.parseInt(request.getParam("offset")), 50).encode()
                        : new JsonObject()
                                .put("name", "Mix")
                                .put("items", first)
                                .encode());
        SpotifyLink link = newLink(SpotifyLink.Kind.PLAYLIST);

        assertThat(await(fetch(link)).tracks()).hasSize(250);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> fromCache(link));

        assertThat(mode()).isEqualTo(AccessMode.SPOTIFYAPI);
    }

    /** Whether an answer came without a further request. */
    private boolean fromCache(SpotifyLink link) {
        long before = spotify.requestsTo("/v1/playlists/");
        assertThat(await(fetch(link)).tracks()).hasSize(250);
        return spotify.requestsTo("/v1/playlists/") == before;
    }

    private static JsonObject page(int offset, int limit) {
        JsonArray items = new JsonArray();
        for (int i = offset; i < Math.min(250, offset + limit); i++) {
            items.add(new JsonObject()
                    .put("item", new JsonObject().put("id", FakeSpotify.ID).put("name", "Song " + i)));
        }
        return new JsonObject().put("items", items).put("total", 250);
    }

    @Test
    void fetch_editorialPlaylist_comesFromTheEmbedPage() {
        deploy(spotify.config());
        spotify.onPlaylist = request -> FakeSpotify.json(request, 404, "{}");
        spotify.onEmbed = request -> request.response().end(EMBED);

        CollectionMetadata found = await(fetch(newLink(SpotifyLink.Kind.PLAYLIST)));

        assertThat(found.source()).isEqualTo("embed");
        assertThat(found.complete()).isFalse();
        assertThat(found.tracks()).singleElement().satisfies(track -> assertThat(track.artists())
                .containsExactly("Somebody"));
        assertThat(mode()).isEqualTo(AccessMode.SPOTIFYAPI);
    }

    @Test
    void fetch_withoutCredentials_usesPublicPagesOnly() {
        deploy(spotify.withoutCredentials());
        spotify.onEmbed = request -> request.response().end(EMBED);
        SpotifyLink link = newLink(SpotifyLink.Kind.ALBUM);

        assertThat(await(fetch(link)).source()).isEqualTo("embed");

        assertThat(spotify.requests()).containsExactly("GET /embed/album/" + link.id() + " null");
        assertThat(mode()).isEqualTo(AccessMode.EMBED);
    }

    @Test
    void fetch_trackWhoseEmbedPageDrifted_stillGetsItsTitle() {
        deploy(spotify.withoutCredentials());
        spotify.onEmbed = request -> request.response().end("<html>something new</html>");

        CollectionMetadata found = await(fetch(newLink(SpotifyLink.Kind.TRACK)));

        assertThat(found.source()).isEqualTo("oembed");
        assertThat(found.name()).isEqualTo("Never Gonna Give You Up");
    }

    @Test
    void fetch_credentialsRefused_saysSoInTheMode() {
        deploy(newApplication());
        spotify.onToken = request -> FakeSpotify.json(request, 400, "{\"error\":\"invalid_client\"}");
        spotify.onEmbed = request -> request.response().end(EMBED);
        assertThat(mode()).isEqualTo(AccessMode.SPOTIFYAPI);

        assertThat(await(fetch(newLink(SpotifyLink.Kind.ALBUM))).source()).isEqualTo("embed");

        assertThat(mode()).isEqualTo(AccessMode.EMBED);
    }

    @Test
    void fetch_unknownEverywhere_isNotFound() {
        deploy(spotify.config());

        expectFailure(fetch(newLink(SpotifyLink.Kind.ALBUM)), ErrorCode.NOT_FOUND);
    }

    @Test
    void fetch_rateLimitedForADay_tellsTheSecondsWhenNobodyElseKnows() {
        deploy(spotify.config());
        spotify.onAlbum = request -> FakeSpotify.busy(request, "86400");
        spotify.onEmbed = request -> FakeSpotify.json(request, 503, "");

        assertThat(expectFailure(fetch(newLink(SpotifyLink.Kind.ALBUM)), ErrorCode.RATE_LIMITED))
                .contains("86400 seconds");
    }
}
