package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.spotify.FakeSpotify;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.TestClock;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Cooldown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP; pauses only move the clock. */
class EmbedCollectionsTest {
    private static Vertx vertx;

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
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
        URI host = URI.create(config.openUrl());
        source =
                new EmbedCollections(http, config.openUrl(), new Patience(() -> http.secondsToWait(host), this::pause));
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

    private Future<CollectionMetadata> fetch() {
        return source.fetch(PLAYLIST, Deadline.in(Duration.ofSeconds(24), clock));
    }

    /** The page, but at first something else. */
    private void answerAfter(Consumer<HttpServerRequest> first) {
        AtomicInteger asked = new AtomicInteger();
        spotify.onEmbed = request -> {
            if (asked.getAndIncrement() == 0) {
                first.accept(request);
            } else {
                request.response().end(EmbedPageTest.html(EmbedPageTest.playlist(3)));
            }
        };
    }

    @Test
    void busyPage_isAskedAgainAfterTheWaitItAskedFor() {
        answerAfter(request -> FakeSpotify.busy(request, "3"));

        assertThat(fetch().await().tracks()).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void stumble_costsOneMoreRequest() {
        answerAfter(request -> FakeSpotify.json(request, 502, ""));

        assertThat(fetch().await().tracks()).hasSize(3);
        assertThat(spotify.requestsTo("/embed/")).isEqualTo(2);
    }

    @Test
    void busyPage_beyondTheDeadline_failsAtOnceWithTheSeconds() {
        answerAfter(request -> FakeSpotify.busy(request, "60"));

        assertThat(expectFailure(fetch(), ErrorCode.RATE_LIMITED)).contains("60 seconds");
        assertThat(pauses).isEmpty();
    }

    @Test
    void pageInAnotherForm_isNotAskedForTwice() {
        answerAfter(request -> request.response().end("<html>something new</html>"));

        expectFailure(fetch(), ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(spotify.requestsTo("/embed/")).isEqualTo(1);
    }
}
