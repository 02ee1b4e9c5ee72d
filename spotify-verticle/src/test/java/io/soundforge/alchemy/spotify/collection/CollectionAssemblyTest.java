package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionAssemblyTest {
    private static CollectionTrack track(int number, String text) {
        String cover = "https://i.scdn.co/image/ab67616d0000b273000000000000000000000000";
        return new CollectionTrack(
                FakeCollections.id(number),
                text,
                List.of(text, text),
                text,
                cover,
                "2001-03-04",
                199.999,
                null,
                null,
                null);
    }

    private static TrackPage page(int from, int count, String text, int total) {
        List<CollectionTrack> tracks = IntStream.range(from, from + count)
                .mapToObj(i -> track(i, text))
                .toList();
        return new TrackPage(tracks, SkippedItems.NONE, total, false);
    }

    private static CollectionMetadata assembled(TrackPage... pages) {
        return CollectionAssembly.of(PLAYLIST, "Mix", null, List.of(pages), "web-api");
    }

    private static int bytes(CollectionMetadata collection) {
        return WireJson.write(collection).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void usualPlaylist_ofTheMostTracks_staysFarBelowTheBound() {
        CollectionMetadata full = assembled(
                page(0, CollectionMetadata.MAX_TRACKS, "A Usual Title Of A Song", CollectionMetadata.MAX_TRACKS));

        assertThat(full.tracks()).hasSize(CollectionMetadata.MAX_TRACKS);
        assertThat(full.complete()).isTrue();
        assertThat(bytes(full)).isLessThan(CollectionMetadata.MAX_BYTES / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\u00e9", "\u97f3"})
    void longTexts_areCutByTheirSizeInJson(String letter) {
        CollectionMetadata cut = assembled(page(0, 400, letter.repeat(20_000), 500), page(400, 100, "short", 500));

        assertThat(bytes(cut)).isLessThan(CollectionMetadata.MAX_BYTES + 4096);
        assertThat(cut.tracks()).hasSizeBetween(1, 399);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    void manyTracks_areCutAtTheMost() {
        CollectionMetadata cut =
                assembled(page(0, CollectionMetadata.MAX_TRACKS, "x", 10_007), page(10_000, 7, "x", 10_007));

        assertThat(cut.tracks()).hasSize(CollectionMetadata.MAX_TRACKS);
        assertThat(cut.complete()).isFalse();
    }

    @Test
    void skippedEntries_countAsSeen() {
        TrackPage first = new TrackPage(List.of(), new SkippedItems(1, 1, 0), 5, false);

        assertThat(assembled(first, page(0, 3, "x", 5)).complete()).isTrue();
        assertThat(assembled(first, page(0, 2, "x", 5)).complete()).isFalse();
    }
}
