package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.collection.FakeCollections.ALBUM;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedPageTest {
    private static final JsonObject COVER = new JsonObject().put("sources", FakeCollections.images());

    static String html(JsonObject entity) {
        JsonObject data = new JsonObject()
                .put(
                        "props",
                        new JsonObject()
                                .put(
                                        "pageProps",
                                        new JsonObject()
                                                .put(
                                                        "state",
                                                        new JsonObject()
                                                                .put("data", new JsonObject().put("entity", entity)))));
        return "<!DOCTYPE html><html><head><script>var x = {};</script></head><body><div id=\"__next\"></div>"
                + "<script id=\"__NEXT_DATA__\" type=\"application/json\">" + data.encode() + "</script></body></html>";
    }

    static JsonObject listed(int number) {
        return new JsonObject()
                .put("uri", "spotify:track:" + FakeCollections.id(number))
                .put("title", "Song " + number)
                .put("subtitle", "Tyler, The Creator,\u00a0Guest")
                .put("duration", 179_600);
    }

    static JsonObject playlist(int tracks) {
        JsonArray list = new JsonArray();
        for (int i = 0; i < tracks; i++) {
            list.add(listed(i));
        }
        return new JsonObject().put("type", "playlist").put("name", "Editorial").put("trackList", list);
    }

    @Test
    void playlist_givesWhatTheListSays_andIsNeverComplete() {
        CollectionMetadata found = EmbedPage.read(PLAYLIST, html(playlist(50).put("coverArt", COVER)));

        assertThat(found.name()).isEqualTo("Editorial");
        assertThat(found.tracks()).hasSize(50);
        assertThat(found.tracks().get(1))
                .isEqualTo(new CollectionTrack(
                        FakeCollections.id(1),
                        "Song 1",
                        List.of("Tyler, The Creator", "Guest"),
                        null,
                        null,
                        null,
                        179.6,
                        null,
                        null,
                        null));
        assertThat(found.source()).isEqualTo("embed");
        assertThat(found.complete()).isFalse();
        assertThat(found.total()).isNull();
    }

    @Test
    void album_givesItsNameCoverAndDateToTheTracks() {
        JsonObject album = playlist(1)
                .put("name", "The Album")
                .put("coverArt", COVER)
                .put("releaseDate", new JsonObject().put("isoString", "2001-03-12T00:00:00Z"));

        CollectionTrack track = EmbedPage.read(ALBUM, html(album)).tracks().get(0);

        assertThat(track.album()).isEqualTo("The Album");
        assertThat(track.coverUrl()).isEqualTo("https://i.scdn.co/image/large");
        assertThat(track.releaseDate()).isEqualTo("2001-03-12");
    }

    @Test
    void track_givesArtistsDurationAndPreview() {
        JsonObject entity = new JsonObject()
                .put("title", "One Song")
                .put("artists", new JsonArray().add(FakeCollections.named("A")).add(FakeCollections.named("B")))
                .put("duration", 200_400)
                .put("audioPreview", new JsonObject().put("url", "https://p.scdn.co/mp3-preview/1"))
                .put(
                        "visualIdentity",
                        new JsonObject()
                                .put(
                                        "image",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("url", "https://image.example/v")
                                                        .put("maxWidth", 300))));

        assertThat(EmbedPage.read(TRACK, html(entity)).tracks())
                .containsExactly(new CollectionTrack(
                        TRACK.id(),
                        "One Song",
                        List.of("A", "B"),
                        null,
                        "https://image.example/v",
                        null,
                        200.4,
                        "https://p.scdn.co/mp3-preview/1",
                        null,
                        null));
    }

    @Test
    void entriesThatAreNoTracks_areSkippedAndCounted() {
        JsonObject entity = playlist(1);
        entity.getJsonArray("trackList")
                .add(new JsonObject()
                        .put("uri", "spotify:episode:" + FakeCollections.id(1))
                        .put("title", "Talk"))
                .add(new JsonObject().put("uri", "spotify:local:x").put("title", "Mine"))
                .add(listed(2).put("title", ""))
                .addNull();

        CollectionMetadata found = EmbedPage.read(PLAYLIST, html(entity));

        assertThat(found.tracks()).hasSize(1);
        assertThat(found.skipped()).isEqualTo(new SkippedItems(0, 3, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>nothing here</html>",
                "<script id=\"__NEXT_DATA__\" type=\"application/json\">",
                "<script id=\"__NEXT_DATA__\" type=\"application/json\"></script>",
                "<script id=\"__NEXT_DATA__\" type=\"application/json\">{\"props\":</script>",
                "<script id=\"__NEXT_DATA__\" type=\"application/json\">{\"props\":{}}</script>",
                "<script id=\"__NEXT_DATA__\" type=\"application/json\">[1]</script>",
            })
    void otherPages_areUnavailable(String html) {
        assertThatThrownBy(() -> EmbedPage.read(PLAYLIST, html))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void valuesOfOtherTypes_areLeftOut() {
        JsonObject song = new JsonObject()
                .put("uri", "spotify:track:4uLU6hMCjMI75M1A2tKUQC")
                .put("title", "Song")
                .putNull("subtitle")
                .put("duration", "long");
        JsonObject entity = new JsonObject()
                .putNull("name")
                .put("title", "Mix")
                .put(
                        "trackList",
                        new JsonArray()
                                .add(song)
                                .add(song.copy().putNull("title"))
                                .addNull());

        CollectionMetadata found = EmbedPage.read(PLAYLIST, html(entity));

        assertThat(found.name()).isEqualTo("Mix");
        assertThat(found.tracks()).hasSize(1);
        assertThat(found.tracks().get(0).artists()).isEmpty();
        assertThat(found.tracks().get(0).duration()).isNull();
        assertThat(found.skipped().removed()).isEqualTo(2);
    }

    @Test
    void entityThatMoved_isFound() {
        String moved = html(playlist(2))
                .replace("\"state\":{\"data\":", "\"page\":{\"content\":")
                .replace("id=\"__NEXT_DATA__\"", "id='__NEXT_DATA__'");

        assertThat(EmbedPage.read(PLAYLIST, moved).tracks()).hasSize(2);
    }

    @Test
    void listWithoutTracks_isUnavailable() {
        JsonObject entity = new JsonObject().put("name", "Drifted").put("trackList", "none");

        assertThatThrownBy(() -> EmbedPage.read(PLAYLIST, html(entity))).isInstanceOf(AlchemyException.class);
    }
}
