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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OembedCollectionsTest {
    private static final SpotifyLink LINK =
            SpotifyLink.parse(FakeSpotify.TRACK_LINK).orElseThrow();

    private static Vertx vertx;

    private final TestClock clock = new TestClock();
    private FakeSpotify spotify;
    private BoundedHttp http;
    private CollectionSource source;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().await();
    }

    @BeforeEach
    void start() {
        spotify = new FakeSpotify(vertx);
        SpotifyConfig config = spotify.withoutCredentials();
        http = new BoundedHttp(vertx, config.deadline(), new Cooldown(clock));
        source = new OembedCollections(http, config.openUrl());
    }

    @AfterEach
    void stop() {
        http.close().await();
        spotify.close();
    }

    private Future<CollectionTrack> describe() {
        return source.fetch(LINK, Deadline.in(Duration.ofSeconds(60), clock))
                .map(found -> found.tracks().get(0));
    }

    @Test
    void describe_knownTrack_givesTitleAndCoverAndSaysIncomplete() {
        assertThat(describe().await())
                .isEqualTo(new CollectionTrack(
                        FakeSpotify.ID,
                        "Never Gonna Give You Up",
                        List.of(),
                        null,
                        "https://i.scdn.co/image/oembed",
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void describe_always_sendsTheEncodedCanonicalLink() {
        describe().await();

        assertThat(spotify.requests())
                .containsExactly(
                        "GET /oembed?url=https%3A%2F%2Fopen.spotify.com%2Ftrack%2F" + FakeSpotify.ID + " null");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND",
        "400, SOURCE_REFUSED",
        "403, SOURCE_REFUSED",
        "302, SOURCE_REFUSED",
        "500, SOURCE_UNAVAILABLE"
    })
    void describe_otherStatus_becomesItsCode(int status, ErrorCode code) {
        spotify.onOembed = request -> FakeSpotify.json(request, status, "{}");

        expectFailure(describe(), code);
    }

    @Test
    void describe_rateLimited_namesTheSeconds() {
        spotify.onOembed = request -> FakeSpotify.busy(request, "86400");

        assertThat(expectFailure(describe(), ErrorCode.RATE_LIMITED)).contains("86400 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"title\":\"  \"}", "{\"title\":\"x\""})
    void describe_garbage_isUnavailable(String body) {
        spotify.onOembed = request -> FakeSpotify.json(request, 200, body);

        expectFailure(describe(), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://i.scdn.co/x", "https:///x", "//host/x", "not a url"})
    void describe_strangeCover_isLeftOut(String cover) {
        spotify.onOembed =
                request -> FakeSpotify.json(request, 200, "{\"title\":\"T\",\"thumbnail_url\":\"" + cover + "\"}");

        assertThat(describe().await().coverUrl()).isNull();
    }
}
