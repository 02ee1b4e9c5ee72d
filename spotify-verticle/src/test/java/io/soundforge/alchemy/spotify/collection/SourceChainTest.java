package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SourceChainTest {
    private final TestClock clock = new TestClock();

    static CollectionMetadata collection(SpotifyLink link, String source) {
        return new CollectionMetadata(link, "Mix", null, List.of(), SkippedItems.NONE, 0, source, true);
    }

    private static CollectionSource giving(String source) {
        return (link, deadline) -> Future.succeededFuture(collection(link, source));
    }

    private static CollectionSource failing(ErrorCode code) {
        return (link, deadline) -> Future.failedFuture(new AlchemyException(code, code.sentence()));
    }

    private Future<SourceChain.Found> ask(SpotifyLink link, CollectionSource... sources) {
        return new SourceChain(List.of(sources)).fetch(link, Deadline.in(Duration.ofSeconds(25), clock));
    }

    @Test
    void bestSource_answers_andNobodyElseIsAsked() {
        SourceChain.Found found =
                ask(PLAYLIST, giving("web-api"), failing(ErrorCode.INTERNAL)).await();

        assertThat(found.collection().source()).isEqualTo("web-api");
        assertThat(found.lasting()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, true",
        "SOURCE_REFUSED, true",
        "SOURCE_UNAVAILABLE, false",
        "RATE_LIMITED, false",
        "TIMEOUT, false",
        "INTERNAL, false"
    })
    void nextSource_answers_andSaysWhetherThatWillLast(ErrorCode code, boolean lasting) {
        SourceChain.Found found = ask(PLAYLIST, failing(code), giving("embed")).await();

        assertThat(found.collection().source()).isEqualTo("embed");
        assertThat(found.lasting()).isEqualTo(lasting);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "SOURCE_REFUSED"})
    void refusedForGood_theLastWordIsTheNextSources(ErrorCode code) {
        expectFailure(
                ask(PLAYLIST, failing(code), failing(ErrorCode.SOURCE_UNAVAILABLE)), ErrorCode.SOURCE_UNAVAILABLE);
        expectFailure(ask(PLAYLIST, failing(code), failing(ErrorCode.NOT_FOUND)), ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "TIMEOUT", "SOURCE_UNAVAILABLE"})
    void outOfOrderForTheMoment_isTheReasonGiven(ErrorCode code) {
        expectFailure(ask(PLAYLIST, failing(code), failing(ErrorCode.SOURCE_REFUSED)), code);
    }

    @Test
    void sourceOfTracks_isAskedForTracksOnly() {
        CollectionSource forTracks = new CollectionSource() {
            @Override
            public boolean tellsOf(SpotifyLink.Kind kind) {
                return kind == SpotifyLink.Kind.TRACK;
            }

            @Override
            public Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline) {
                throw new AssertionError("asked");
            }
        };

        expectFailure(ask(PLAYLIST, failing(ErrorCode.NOT_FOUND), forTracks), ErrorCode.NOT_FOUND);
    }

    @Test
    void silentSource_leavesTimeForTheNext() {
        CollectionSource silent =
                (link, deadline) -> Promise.<CollectionMetadata>promise().future();
        Deadline soon = Deadline.in(Duration.ofMillis(400), InstantSource.system());
        Deadline[] left = new Deadline[1];
        CollectionSource next = (link, deadline) -> {
            left[0] = deadline;
            return Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "no"));
        };

        expectFailure(new SourceChain(List.of(silent, next)).fetch(PLAYLIST, soon), ErrorCode.TIMEOUT);

        assertThat(left[0]).isEqualTo(soon);
    }
}
