package io.soundforge.alchemy.spotify;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkResolverTest {
    private static final TrackMetadata FOUND =
            new TrackMetadata(FakeSpotify.ID, "T", List.of("A"), null, null, 1.0, null, "web-api", true);
    private static final TrackMetadata LESSER =
            new TrackMetadata(FakeSpotify.ID, "T", List.of(), null, null, null, null, "oembed", false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                FakeSpotify.TRACK_LINK,
                "https://open.spotify.com/intl-sv/track/" + FakeSpotify.ID + "?si=abc&utm_source=x#t",
                "spotify:track:" + FakeSpotify.ID,
                "  open.spotify.com/track/" + FakeSpotify.ID + "/ "
            })
    void resolve_trackLinkInAnyForm_asksForItsId(String url) {
        var resolver = new LinkResolver(link -> {
            assertThat(link.canonical()).isEqualTo(FakeSpotify.TRACK_LINK);
            return Future.succeededFuture(FOUND);
        });

        assertThat(resolver.resolve(url).await()).isEqualTo(FOUND);
    }

    @ParameterizedTest
    @CsvSource({"album, an album", "playlist, a playlist", "artist, an artist", "episode, an episode", "show, a show"})
    void resolve_otherKinds_saysThatSingleTracksAreAccepted(String kind, String named) {
        var resolver = new LinkResolver(link -> Future.succeededFuture(FOUND));

        String message = expectFailure(
                resolver.resolve("https://open.spotify.com/" + kind + "/" + FakeSpotify.ID), ErrorCode.INVALID_REQUEST);

        assertThat(message).contains("single tracks are accepted for now").endsWith(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.com/track/" + FakeSpotify.ID,
                "https://open.spotify.com.evil.example/track/" + FakeSpotify.ID,
                "https://open.spotify.com/track/short"
            })
    void resolve_somethingElse_isRefusedWithoutAsking(String url) {
        AtomicInteger asked = new AtomicInteger();
        var resolver = new LinkResolver(link -> {
            asked.incrementAndGet();
            return Future.succeededFuture(FOUND);
        });

        expectFailure(resolver.resolve(url), ErrorCode.INVALID_REQUEST);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_REFUSED", "SOURCE_UNAVAILABLE", "TIMEOUT"})
    void fallback_firstOutOfOrder_asksTheSecond(ErrorCode code) {
        var source = new FallbackSource(failing(code), link -> Future.succeededFuture(LESSER));

        assertThat(new LinkResolver(source).resolve(FakeSpotify.TRACK_LINK).await())
                .isEqualTo(LESSER);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "RATE_LIMITED"})
    void fallback_clearAnswerOfTheFirst_stands(ErrorCode code) {
        var source = new FallbackSource(failing(code), link -> Future.succeededFuture(LESSER));

        expectFailure(new LinkResolver(source).resolve(FakeSpotify.TRACK_LINK), code);
    }

    @Test
    void fallback_firstSucceeds_secondIsNotAsked() {
        var source = new FallbackSource(link -> Future.succeededFuture(FOUND), failing(ErrorCode.INTERNAL));

        assertThat(new LinkResolver(source).resolve(FakeSpotify.TRACK_LINK).await())
                .isEqualTo(FOUND);
    }

    private static MetadataSource failing(ErrorCode code) {
        return link -> Future.failedFuture(new AlchemyException(code, code.sentence()));
    }
}
