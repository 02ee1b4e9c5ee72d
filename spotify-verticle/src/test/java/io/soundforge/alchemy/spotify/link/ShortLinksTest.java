package io.soundforge.alchemy.spotify.link;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.FakeSpotify;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.TestClock;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Cooldown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortLinksTest {
    private static final String GOAL = "https://open.spotify.com/album/" + FakeSpotify.ID;
    private static Vertx vertx;

    private FakeSpotify spotify;
    private BoundedHttp http;
    private ShortLinks links;

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
        http = new BoundedHttp(vertx, config.deadline(), new Cooldown(new TestClock()));
        links = new ShortLinks(http, config.shortLinksUrl());
    }

    @AfterEach
    void stop() {
        http.close().await();
        spotify.close();
    }

    private Future<SpotifyLink> resolve() {
        return links.resolve(new ShortLink("spotify.link", "AbC"));
    }

    private static void redirect(HttpServerRequest request, String location) {
        request.response().setStatusCode(307).putHeader("Location", location).end();
    }

    @Test
    void redirectToSpotify_isTheGoal_andNotFetched() throws Exception {
        spotify.onShort = request -> redirect(request, GOAL + "?si=1");

        assertThat(resolve().await(30, TimeUnit.SECONDS).canonical()).isEqualTo(GOAL);
        assertThat(spotify.requests()).containsExactly("GET /short/AbC null");
    }

    @Test
    void hopsBetweenTheHostsOfShortLinks_areFollowed() throws Exception {
        spotify.onShort = request -> redirect(
                request,
                switch (request.path()) {
                    case "/short/AbC" -> "https://spotify.app.link/second?x=1";
                    case "/short/second" -> "/third";
                    default -> GOAL;
                });

        assertThat(resolve().await(30, TimeUnit.SECONDS).canonical()).isEqualTo(GOAL);
        assertThat(spotify.requests())
                .containsExactly("GET /short/AbC null", "GET /short/second?x=1 null", "GET /short/third null");
    }

    @Test
    void pageThatNamesTheGoal_isRead() throws Exception {
        spotify.onShort =
                request -> request.response().end("<meta http-equiv=refresh content=\"0;url=" + GOAL + "?si=x\">");

        assertThat(resolve().await(30, TimeUnit.SECONDS).canonical()).isEqualTo(GOAL);
    }

    @Test
    void pageThatNamesTheGoal_asScriptsWriteIt_isRead() throws Exception {
        spotify.onShort =
                request -> request.response().end("<script>{\"url\":\"" + GOAL.replace("/", "\\/") + "\"}</script>");

        assertThat(resolve().await(30, TimeUnit.SECONDS).canonical()).isEqualTo(GOAL);
    }

    @Test
    void redirectWithoutAScheme_isTheGoal() throws Exception {
        spotify.onShort = request -> redirect(request, GOAL.substring("https:".length()));

        assertThat(resolve().await(30, TimeUnit.SECONDS).canonical()).isEqualTo(GOAL);
        assertThat(spotify.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://spotify.link:8443/x",
                "https://user@spotify.link/x",
                "http://127.0.0.1/album",
                "http://spotify.link/AbC",
                "https://169.254.169.254/latest/meta-data",
                "https://spotify.link.evil.example/x",
                "https://user@evil.example/",
                "file:///etc/passwd",
                "//evil.example/x",
                "https://open.spotify.com/"
            })
    void redirectToAnywhereElse_isRefusedWithoutGoingThere(String location) {
        spotify.onShort = request -> redirect(request, location);

        assertThat(expectFailure(resolve(), ErrorCode.INVALID_REQUEST)).contains("open.spotify.com");
        assertThat(spotify.requests()).hasSize(1);
    }

    @Test
    void circle_isLeftAfterFiveHops() {
        spotify.onShort = request -> redirect(request, "https://spotify.link/AbC");

        assertThat(expectFailure(resolve(), ErrorCode.INVALID_REQUEST)).contains("at most 5 hops");
        assertThat(spotify.requests()).hasSize(5);
    }

    @Test
    void unknownCode_isNotFound() {
        expectFailure(resolve(), ErrorCode.NOT_FOUND);
    }

    @Test
    void pageWithoutAGoal_isRefused() {
        spotify.onShort = request -> request.response().end("<html>get the app</html>");

        expectFailure(resolve(), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void addressThatIsNone_isUnavailable() {
        spotify.onShort = request -> redirect(request, "https://[x");

        expectFailure(resolve(), ErrorCode.SOURCE_UNAVAILABLE);
    }
}
