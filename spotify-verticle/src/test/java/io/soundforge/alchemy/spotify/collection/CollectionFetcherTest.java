package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.ALBUM;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.TRACK;
import static io.soundforge.alchemy.spotify.collection.SourceChainTest.collection;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectionFetcherTest {
    private final MetadataCache cache = new MemoryMetadataCache();
    private final List<Promise<CollectionMetadata>> asked = new ArrayList<>();

    private CollectionFetcher fetcher(Duration patience) {
        CollectionSource source = (link, deadline) -> {
            asked.add(Promise.promise());
            return asked.get(asked.size() - 1).future();
        };
        return fetcher(patience, source);
    }

    private CollectionFetcher fetcher(Duration patience, CollectionSource... sources) {
        return new CollectionFetcher(new SourceChain(List.of(sources)), cache, InstantSource.system(), patience);
    }

    @Test
    void equalQuestionsAtOnce_areAskedOnce() {
        CollectionFetcher fetcher = fetcher(Duration.ofMinutes(1));
        Future<CollectionMetadata> first = fetcher.fetch(ALBUM);
        Future<CollectionMetadata> second = fetcher.fetch(ALBUM);
        Future<CollectionMetadata> other = fetcher.fetch(PLAYLIST);

        assertThat(asked).hasSize(2);
        asked.get(0).complete(collection(ALBUM, "web-api"));
        asked.get(1).complete(collection(PLAYLIST, "web-api"));

        assertThat(first.await()).isSameAs(second.await());
        assertThat(other.await().link()).isEqualTo(PLAYLIST);
    }

    @Test
    void failure_isNotRemembered() {
        CollectionFetcher fetcher = fetcher(Duration.ofMinutes(1));
        Future<CollectionMetadata> first = fetcher.fetch(ALBUM);
        asked.get(0).fail(new AlchemyException(ErrorCode.NOT_FOUND, "no"));
        expectFailure(first, ErrorCode.NOT_FOUND);

        Future<CollectionMetadata> second = fetcher.fetch(ALBUM);
        asked.get(1).complete(collection(ALBUM, "web-api"));

        assertThat(second.await()).isEqualTo(collection(ALBUM, "web-api"));
    }

    @Test
    void answer_isRemembered() {
        CollectionFetcher fetcher = fetcher(Duration.ofMinutes(1));
        Future<CollectionMetadata> first = fetcher.fetch(ALBUM);
        asked.get(0).complete(collection(ALBUM, "web-api"));
        first.await();

        assertThat(fetcher.fetch(ALBUM).await()).isEqualTo(collection(ALBUM, "web-api"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoAsksWhileTheAnswerIsWrittenDown_doesNotAskAgain() {
        Promise<Void> written = Promise.promise();
        MetadataCache slow = new MetadataCache() {
            @Override
            public Future<Optional<CollectionMetadata>> find(SpotifyLink link) {
                return cache.find(link);
            }

            @Override
            public Future<Void> keep(CollectionMetadata collection) {
                return written.future().compose(done -> cache.keep(collection));
            }
        };
        CollectionSource source = (link, deadline) -> {
            asked.add(Promise.promise());
            return Future.succeededFuture(collection(link, "web-api"));
        };
        CollectionFetcher fetcher = new CollectionFetcher(
                new SourceChain(List.of(source)), slow, InstantSource.system(), Duration.ofMinutes(1));

        Future<CollectionMetadata> first = fetcher.fetch(ALBUM);
        Future<CollectionMetadata> second = fetcher.fetch(ALBUM);
        written.complete();

        assertThat(second.await()).isEqualTo(first.await());
        assertThat(asked).hasSize(1);
    }

    @Test
    void bestOfABadMoment_isNotRemembered() {
        CollectionSource broken =
                (link, deadline) -> Future.failedFuture(new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "broken"));
        CollectionSource embed = (link, deadline) -> Future.succeededFuture(collection(link, "embed"));

        assertThat(fetcher(Duration.ofMinutes(1), broken, embed)
                        .fetch(ALBUM)
                        .await()
                        .source())
                .isEqualTo("embed");

        assertThat(cache.find(ALBUM).await()).isEmpty();
    }

    @Test
    void silence_endsAtTheDeadline() {
        expectFailure(fetcher(Duration.ofMillis(100)).fetch(ALBUM), ErrorCode.TIMEOUT);
    }

    @Test
    void sourceThatThrows_failsTheQuestionOnly() {
        CollectionSource throwing = (link, deadline) -> {
            throw new IllegalStateException("bug");
        };
        CollectionFetcher fetcher = fetcher(Duration.ofMinutes(1), throwing);

        assertThat(AlchemyException.failureOf(awaitFailure(fetcher.fetch(ALBUM)))
                        .code())
                .isEqualTo(ErrorCode.INTERNAL);
        assertThat(awaitFailure(fetcher.fetch(ALBUM))).isInstanceOf(IllegalStateException.class);
    }

    private static Throwable awaitFailure(Future<?> future) {
        return future.map(Throwable.class::cast)
                .recover(Future::succeededFuture)
                .await();
    }

    @Test
    void manyQuestions_waitForTheirTurn_andTooManyAreTurnedAway() {
        CollectionFetcher fetcher = fetcher(Duration.ofMinutes(1));
        for (int i = 0; i < 32; i++) {
            assertThat(fetcher.fetch(new SpotifyLink(SpotifyLink.Kind.ALBUM, FakeCollections.id(i)))
                            .failed())
                    .isFalse();
        }

        Future<CollectionMetadata> waits = fetcher.fetch(PLAYLIST);
        assertThat(asked).hasSize(32);
        for (int i = 0; i < 239; i++) {
            assertThat(fetcher.fetch(new SpotifyLink(SpotifyLink.Kind.TRACK, FakeCollections.id(i)))
                            .failed())
                    .isFalse();
        }
        expectFailure(fetcher.fetch(TRACK), ErrorCode.UNAVAILABLE);
        assertThat(asked).hasSize(32);

        asked.get(0).complete(collection(ALBUM, "web-api"));
        assertThat(asked).hasSize(33);
        asked.get(32).complete(collection(PLAYLIST, "web-api"));
        assertThat(waits.await().link()).isEqualTo(PLAYLIST);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPISODE", "SHOW"})
    void otherKinds_areRefusedWithoutAsking(SpotifyLink.Kind kind) {
        SpotifyLink link = new SpotifyLink(kind, FakeCollections.id(1));

        assertThat(expectFailure(fetcher(Duration.ofMinutes(1)).fetch(link), ErrorCode.INVALID_REQUEST))
                .contains(kind.text());
        assertThat(asked).isEmpty();
    }
}
