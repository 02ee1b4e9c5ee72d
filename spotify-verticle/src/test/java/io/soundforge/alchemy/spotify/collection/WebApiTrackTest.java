package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.FakeSpotify;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.TestClock;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Cooldown;
import io.soundforge.alchemy.spotify.webapi.TokenMemory;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiTrackTest {
    private static final SpotifyLink LINK =
            SpotifyLink.parse(FakeSpotify.TRACK_LINK).orElseThrow();
    private static Vertx vertx;
    private static WorkerExecutor workers;

    private final TestClock clock = new TestClock();
    private FakeSpotify spotify;
    private BoundedHttp http;
    private CollectionSource source;

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
    void startServer() {
        spotify = new FakeSpotify(vertx);
        connect(spotify.config());
    }

    @AfterEach
    void stopServer() {
        http.close().await();
        spotify.close();
    }

    private void connect(SpotifyConfig config) {
        http = new BoundedHttp(vertx, config.deadline(), new Cooldown(clock));
        source = new WebApiCollections(
                new WebApi(config, http, workers, clock, TokenMemory.NONE),
                new Patience(() -> Optional.empty(), span -> Future.succeededFuture()));
    }

    private Future<CollectionTrack> describe() {
        return source.fetch(LINK, Deadline.in(Duration.ofSeconds(60), clock))
                .map(found -> found.tracks().get(0));
    }

    @Test
    void describe_fullAnswer_mapsEveryField() {
        assertThat(describe().await())
                .isEqualTo(new CollectionTrack(
                        FakeSpotify.ID,
                        "Never Gonna Give You Up",
                        List.of("Rick Astley", "Guest"),
                        "Whenever You Need Somebody",
                        "https://i.scdn.co/image/large",
                        null,
                        213.573,
                        null,
                        "GBARL9300135",
                        false));
    }

    @Test
    void describe_always_sendsCredentialsTokenAndMarket() {
        describe().await();

        String basic = Base64.getEncoder().encodeToString("id:secret".getBytes(StandardCharsets.US_ASCII));
        assertThat(spotify.requests())
                .containsExactly(
                        "POST /api/token Basic " + basic,
                        "GET /v1/tracks/" + FakeSpotify.ID + "?market=SE Bearer token-1");
    }

    @Test
    void describe_sparseAnswer_isIncompleteInsteadOfFailing() {
        spotify.onTrack = request -> FakeSpotify.json(request, 200, "{\"id\":\"other\",\"name\":\"Only a Name\"}");

        CollectionTrack track = describe().await();

        assertThat(track.id()).isEqualTo(FakeSpotify.ID);
        assertThat(track.title()).isEqualTo("Only a Name");
        assertThat(track.artists()).isEmpty();
        assertThat(track.duration()).isNull();
        assertThat(track.findable()).isFalse();
    }

    @Test
    void describe_manyAtOnce_fetchOneToken() {
        Future.all(IntStream.range(0, 20).mapToObj(i -> describe()).toList()).await();

        assertThat(spotify.requestsTo("/api/token")).isEqualTo(1);
        assertThat(spotify.requestsTo("/v1/tracks")).isEqualTo(20);
    }

    @Test
    void describe_fiveMinutesBeforeExpiry_renewsTheToken() {
        describe().await();
        clock.advance(Duration.ofMinutes(54));
        describe().await();
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        describe().await();
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(2);
    }

    @Test
    void describe_tokenRefusedOnce_refreshesAndSucceeds() {
        var answer = spotify.onTrack;
        spotify.onTrack = request -> {
            if (request.getHeader("Authorization").endsWith("token-1")) {
                FakeSpotify.json(request, 401, "{\"error\":{\"status\":401,\"message\":\"The access token expired\"}}");
            } else {
                answer.accept(request);
            }
        };

        assertThat(describe().await().findable()).isTrue();
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(2);
    }

    @Test
    void describe_tokenAlwaysRefused_givesUpAfterOneRefresh() {
        spotify.onTrack = request -> FakeSpotify.json(request, 401, "{}");

        expectFailure(describe(), ErrorCode.SOURCE_REFUSED);

        assertThat(spotify.requestsTo("/v1/tracks")).isEqualTo(2);
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(2);
    }

    @Test
    void describe_wrongCredentials_saysWhatToCheckAndNeverTheSecret() {
        spotify.onToken = request -> FakeSpotify.json(request, 400, "{\"error\":\"invalid_client\"}");

        assertThat(expectFailure(describe(), ErrorCode.SOURCE_REFUSED))
                .contains("check client id and secret")
                .doesNotContain("secret:")
                .doesNotContain("token-");
    }

    @Test
    void describe_tokenServiceRecovers_nextCallSucceeds() {
        var issue = spotify.onToken;
        spotify.onToken = request -> FakeSpotify.json(request, 503, "{}");
        expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE);

        spotify.onToken = issue;
        assertThat(describe().await().findable()).isTrue();
    }

    @Test
    void describe_unknownTrack_isNotFound() {
        spotify.onTrack = request ->
                FakeSpotify.json(request, 404, "{\"error\":{\"status\":404,\"message\":\"Resource not found\"}}");

        expectFailure(describe(), ErrorCode.NOT_FOUND);
    }

    @Test
    void describe_rateLimited_namesSecondsAndLeavesTheHostAloneUntilThen() {
        var answer = spotify.onTrack;
        spotify.onTrack = request -> FakeSpotify.busy(request, "17");
        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("17 seconds");

        spotify.onTrack = answer;
        clock.advance(Duration.ofSeconds(10));
        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("7 seconds");
        assertThat(spotify.requestsTo("/v1/tracks")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(7));
        assertThat(describe().await().findable()).isTrue();
    }

    @Test
    void describe_quotaUsedUp_waitsAnHourWhenNothingElseIsSaid() {
        spotify.onTrack = request -> FakeSpotify.json(
                request, 429, "{\"error\":{\"status\":429,\"reason\":\"QUOTA_EXCEEDED\",\"message\":\"used up\"}}");

        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("3600 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void describe_rateLimitedWithUnreadableSeconds_isStillRateLimited(String retryAfter) {
        spotify.onTrack = request -> FakeSpotify.busy(request, retryAfter);

        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).doesNotContain("seconds");
    }

    /** RFC 9110, 10.2.3; the clock says midnight of 1 January 2026. */
    @Test
    void describe_rateLimitedUntilADate_isLeftAloneUntilThen() {
        spotify.onTrack = request -> FakeSpotify.busy(request, "Thu, 01 Jan 2026 00:01:30 GMT");

        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("90 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "999999999", "99999999999999999999", "Fri, 31 Dec 2027 23:59:59 GMT"})
    void describe_rateLimitedForAges_isAskedAgainAfterADay(String retryAfter) {
        spotify.onTrack = request -> FakeSpotify.busy(request, retryAfter);

        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("86400 seconds");
    }

    @Test
    void describe_shortLivedToken_isUsedMoreThanOnce() {
        spotify.onToken = request ->
                FakeSpotify.json(request, 200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}");
        describe().await();
        clock.advance(Duration.ofSeconds(50));
        describe().await();
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(9));
        describe().await();
        assertThat(spotify.requestsTo("/api/token")).isEqualTo(2);
    }

    @Test
    void describe_isrcOfAnotherType_isLeftOut() {
        spotify.onTrack = request -> FakeSpotify.json(request, 200, "{\"name\":\"N\",\"external_ids\":{\"isrc\":7}}");

        assertThat(describe().await().isrc()).isNull();
    }

    @Test
    void describe_textThatIsNone_andImpossibleDurations_areLeftOut() {
        spotify.onTrack = request ->
                FakeSpotify.json(request, 200, "{\"name\":\"a\\u0000b\\ud800c\\ud83d\\ude00\",\"duration_ms\":-5}");

        assertThat(describe().await().title()).isEqualTo("abc\ud83d\ude00");
        assertThat(describe().await().duration()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void describe_serverError_isUnavailable(int status) {
        spotify.onTrack = request -> FakeSpotify.json(request, status, "<html>oops</html>");

        assertThat(expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE)).contains(Integer.toString(status));
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
                "{\"name\":{}}",
                "{\"name\":null}",
                "{\"name\":\"x\",\"duration_ms\":\"long\"}",
                "{\"name\":\"x\",\"artists\":5}"
            })
    void describe_garbage_isUnavailable(String body) {
        spotify.onTrack = request -> FakeSpotify.json(request, 200, body);

        expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void describe_tokenAnswerWithoutToken_isUnavailable() {
        spotify.onToken = request -> FakeSpotify.json(request, 200, "{\"expires_in\":3600}");

        expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void describe_hugeAnswer_isCutOff() {
        String filler = "x".repeat(BoundedHttp.MAX_BODY);
        spotify.onTrack = request -> FakeSpotify.json(request, 200, "{\"name\":\"" + filler + "\"}");

        assertThat(expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE)).contains("larger than");
    }

    @Test
    void describe_silentServer_endsAtTheDeadline() {
        SpotifyConfig config = spotify.config();
        connect(new SpotifyConfig(
                "id",
                "secret",
                config.apiUrl(),
                config.accountsUrl(),
                config.openUrl(),
                null,
                null,
                Duration.ofMillis(300)));
        AtomicInteger unanswered = new AtomicInteger();
        spotify.onTrack = request -> unanswered.incrementAndGet();

        assertThat(expectFailure(describe(), ErrorCode.TIMEOUT)).contains("300 ms");
        assertThat(unanswered).hasValue(1);
    }

    @Test
    void describe_nobodyThere_isUnavailable() {
        spotify.close();

        expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE);
    }
}
