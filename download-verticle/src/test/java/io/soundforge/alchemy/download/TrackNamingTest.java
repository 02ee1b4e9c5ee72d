package io.soundforge.alchemy.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackNamingTest {
    private static final AudioSource UPLOAD = AudioSource.upload("staging/x", "my song.mp3");
    private static final Map<String, String> TAGS = Map.of("title", "Title", "artist", "Artist", "album", "Album");

    private static Track track(String name, @Nullable String artist, @Nullable String album) {
        return new Track(TrackId.random(), OwnerId.LOCAL, name, artist, album, null, null, null, null, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"my song.mp3", "my song"})
    void describe_nameOfTheUploadedFile_givesWayToTheTitle(String name) {
        assertThat(TrackNaming.describe(track(name, null, null), UPLOAD, TAGS, 3.5))
                .isEqualTo(new TrackDescription("Title", "Artist", "Album", null, 3.5));
    }

    @Test
    void describe_nameThatSomebodyChose_stays() {
        assertThat(TrackNaming.describe(track("Chosen", null, null), UPLOAD, TAGS, 3.5)
                        .name())
                .isNull();
    }

    @Test
    void describe_whatIsKnown_staysAsItWas() {
        TrackDescription description = TrackNaming.describe(track("my song", "Known", "Known"), UPLOAD, TAGS, 3.5);

        assertThat(description.artist()).isNull();
        assertThat(description.album()).isNull();
    }

    @Test
    void describe_noTags_tellsOnlyTheDuration() {
        assertThat(TrackNaming.describe(track("my song", null, null), UPLOAD, Map.of(), 3.5))
                .isEqualTo(new TrackDescription(null, null, null, null, 3.5));
    }

    @ParameterizedTest
    @CsvSource({
        "song.mp3, https://music.example/a/song.mp3?x=1",
        "song, https://music.example/a/song.mp3#t",
        "my song, https://music.example/my%20song.wav",
        "a+b, https://music.example/a+b.wav",
        "100%, https://music.example/100%",
        "https://music.example/a, https://music.example/a"
    })
    void describe_nameTakenFromTheLink_givesWayToTheTitle(String name, String url) {
        assertThat(TrackNaming.describe(track(name, null, null), AudioSource.url(url), TAGS, 1)
                        .name())
                .isEqualTo("Title");
    }

    @Test
    void describe_matchedByMetadata_keepsTheMetadatasName() {
        AudioSource match = AudioSource.match("https://open.spotify.com/track/x");

        assertThat(TrackNaming.describe(track("x", null, null), match, TAGS, 1).name())
                .isNull();
    }

    @Test
    void describe_dirtyTags_areCleanedAndCut() {
        Map<String, String> dirty = Map.of("title", " a\u0000b\n", "artist", "\u0000", "album", "🎵".repeat(400));

        TrackDescription description = TrackNaming.describe(track("my song", null, null), UPLOAD, dirty, 1);

        assertThat(description.name()).isEqualTo("a b");
        assertThat(description.artist()).isNull();
        assertThat(description.album()).isEqualTo("🎵".repeat(300));
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, mp3, audio/mpeg",
        "flac, flac, audio/flac",
        "wav, wav, audio/wav",
        "ogg, ogg, audio/ogg",
        "'mov,mp4,m4a,3gp,3g2,mj2', m4a, audio/mp4",
        "'matroska,webm', mka, audio/x-matroska",
        "../../etc, bin, application/octet-stream"
    })
    void containerType_ofTheProbedContainer_neverOfTheSendersName(
            String container, String extension, String contentType) {
        MediaInfo info = new MediaInfo(container, "x", 44_100, 2, null, Map.of());

        assertThat(ContainerType.of(info)).isEqualTo(new ContainerType(extension, contentType));
    }
}
