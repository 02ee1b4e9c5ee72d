package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.collection.FakeCollections.ALBUM;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static io.soundforge.alchemy.spotify.collection.SourceChainTest.collection;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every cache promises; extend it with the cache under test, which is empty of these links. */
abstract class MetadataCacheContract {
    /** The cache, the same one throughout a test. */
    abstract MetadataCache cache();

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    Optional<CollectionMetadata> find(SpotifyLink link) {
        return await(cache().find(link));
    }

    @Test
    void find_unknown_isEmpty() {
        assertThat(find(new SpotifyLink(SpotifyLink.Kind.ALBUM, FakeCollections.id(404))))
                .isEmpty();
    }

    @Test
    void find_afterKeep_isEqual() {
        CollectionTrack track = new CollectionTrack(
                FakeCollections.id(1), "Tïtle \"1\"", List.of("A"), null, null, "1987", 179.6, null, null, null);
        CollectionMetadata kept = new CollectionMetadata(
                PLAYLIST, "Mix", "d", List.of(track, track), new SkippedItems(1, 2, 3), 8, "web-api", true);

        await(cache().keep(kept));

        assertThat(find(PLAYLIST)).contains(kept);
    }

    @Test
    void keep_again_replaces() {
        await(cache().keep(collection(ALBUM, "embed")));
        await(cache().keep(collection(ALBUM, "web-api")));

        assertThat(find(ALBUM)).contains(collection(ALBUM, "web-api"));
    }

    @Test
    void sameIdOfAnotherKind_isAnother() {
        SpotifyLink track = new SpotifyLink(SpotifyLink.Kind.TRACK, FakeCollections.id(7));
        await(cache().keep(collection(track, "web-api")));

        assertThat(find(new SpotifyLink(SpotifyLink.Kind.ALBUM, track.id()))).isEmpty();
    }

    @Test
    void fullCollection_isKept() {
        List<CollectionTrack> tracks = IntStream.range(0, CollectionMetadata.MAX_TRACKS)
                .mapToObj(i -> new CollectionTrack(
                        FakeCollections.id(i),
                        "Title " + i,
                        List.of("Artist"),
                        "Album",
                        null,
                        "2001",
                        200.0,
                        null,
                        null,
                        null))
                .toList();
        SpotifyLink link = new SpotifyLink(SpotifyLink.Kind.PLAYLIST, FakeCollections.id(10_000));
        CollectionMetadata full =
                new CollectionMetadata(link, "Long", null, tracks, SkippedItems.NONE, 10_000, "web-api", true);

        await(cache().keep(full));

        assertThat(find(link)).contains(full);
    }
}
