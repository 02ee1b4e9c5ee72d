package io.soundforge.alchemy.spotify;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkResolverTest {
    private static final CollectionTrack SONG =
            new CollectionTrack(FakeSpotify.ID, "T", List.of("A"), null, null, null, 1.0, null, null, null);

    private static CollectionMetadata found(SpotifyLink link, List<CollectionTrack> tracks) {
        return new CollectionMetadata(link, "T", null, tracks, SkippedItems.NONE, 1, "web-api", true);
    }

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
            return Future.succeededFuture(found(link, List.of(SONG)));
        });

        assertThat(resolver.resolve(url).await()).isEqualTo(new TrackMetadata(SONG, "web-api", true));
    }

    @ParameterizedTest
    @CsvSource({"album, an album", "playlist, a playlist", "artist, an artist", "episode, an episode", "show, a show"})
    void resolve_otherKinds_saysThatOneTrackIsExpected(String kind, String named) {
        var resolver = new LinkResolver(link -> Future.succeededFuture(found(link, List.of(SONG))));

        String message = expectFailure(
                resolver.resolve("https://open.spotify.com/" + kind + "/" + FakeSpotify.ID), ErrorCode.INVALID_REQUEST);

        assertThat(message).contains("one track at a time").endsWith(named);
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
            return Future.succeededFuture(found(link, List.of(SONG)));
        });

        expectFailure(resolver.resolve(url), ErrorCode.INVALID_REQUEST);
        assertThat(asked).hasValue(0);
    }

    @Test
    void resolve_trackWithoutAName_isUnavailable() {
        var resolver = new LinkResolver(link -> Future.succeededFuture(found(link, List.of())));

        expectFailure(resolver.resolve(FakeSpotify.TRACK_LINK), ErrorCode.SOURCE_UNAVAILABLE);
    }
}
