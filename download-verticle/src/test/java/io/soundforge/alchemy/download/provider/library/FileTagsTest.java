package io.soundforge.alchemy.download.provider.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.download.TaggedWav;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTagsTest {
    private final FileTags tags = TestLibrary.tags();

    @TempDir
    Path folder;

    private LibraryEntry read(Path file) {
        return tags.read(file, "Band/Album/" + file.getFileName(), 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame",
        "flac, flac",
        "ogg, libvorbis",
        "opus, libopus",
        "m4a, aac",
        "wma, wmav2",
        "mka, libopus",
        "webm, libopus",
        "caf, pcm_s16be",
        "wav, pcm_s16le"
    })
    void titleArtistAndDuration_areReadFromEveryFormat(String ending, String codec) {
        Path file = TestLibrary.encode(
                folder.resolve("07 - name." + ending),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=3",
                "-c:a",
                codec,
                "-b:a",
                "64k",
                "-metadata",
                "title=Dréams of Copper",
                "-metadata",
                "artist=The Tin Men");

        LibraryEntry entry = read(file);

        assertThat(entry.title()).isEqualTo("Dréams of Copper");
        assertThat(entry.artist()).isEqualTo("The Tin Men");
        assertThat(entry.millis()).isBetween(2900, 3200);
        assertThat(entry.tagged()).isTrue();
    }

    @Test
    void opusInAnOggFile_isReadByTheChild() {
        Path file = TestLibrary.encode(
                folder.resolve("x.ogg"),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=3",
                "-c:a",
                "libopus",
                "-metadata",
                "title=Copper");

        assertThat(read(file).title()).isEqualTo("Copper");
        assertThat(read(file).millis()).isBetween(2900, 3200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aiff", "aac"})
    void formatsWithoutTags_haveTheirNameAndTheirDuration(String ending) {
        Path file =
                TestLibrary.encode(folder.resolve("07 - Rust Never." + ending), "-f", "lavfi", "-i", "sine=duration=3");

        LibraryEntry entry = read(file);

        assertThat(entry.title()).isEqualTo("Rust Never");
        assertThat(entry.artist()).isEqualTo("Band");
        assertThat(entry.millis()).isBetween(2700, 3300);
        assertThat(entry.tagged()).isFalse();
    }

    @Test
    void hostileTags_becomeOneShortLine() throws IOException {
        String hostile = "A\u001b[31mB\r\nC" + "x".repeat(2_000_000);
        Path file = Files.write(
                folder.resolve("x.wav"),
                new TaggedWav(1).title(hostile).artist("\u0001\u0002").bytes());

        LibraryEntry entry = read(file);

        assertThat(entry.title()).startsWith("A [31mB C").hasSize(300).doesNotContainPattern("\\p{Cntrl}");
        assertThat(entry.artist()).isEqualTo("Band");
    }

    @Test
    void utf8WhereLatinIsMeant_isReadAsWhatItIs() {
        String wrong = new String("Dréams 夢".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(TagText.plain(wrong)).isEqualTo("Dréams 夢");
        assertThat(TagText.plain("Dréams")).isEqualTo("Dréams");
        assertThat(TagText.plain("夢é")).isEqualTo("夢é");
        assertThat(TagText.plain("\ud800lone")).isEqualTo("lone");
        assertThat(TagText.plain("\ud83d\ude00".repeat(200))).hasSize(300).endsWith("\ude00");
    }

    @Test
    void whatIsNoAudio_isNamedAfterItself() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        for (String ending : new String[] {"mp3", "flac", "wav", "ogg", "m4a", "wma", "aiff", "opus", "mka"}) {
            for (String magic : new String[] {
                "ID3\4\0\0\177\177\177\177", "fLaC\0\377\377\377", "RIFF\377\377\377\377WAVE", "OggS", ""
            }) {
                byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(start, 0, noise, 0, start.length);
                Path file = Files.write(folder.resolve("broken." + ending), noise);

                assertThat(read(file).tagged()).as(ending + " " + magic).isFalse();
            }
        }
    }
}
