package io.soundforge.alchemy.gateway.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "song.mp3, song.mp3",
        "../../etc/passwd, passwd",
        "C:\\music\\song.wav, song.wav",
        "'', upload",
        "'..', upload",
        "'/', upload",
        "' ', upload",
        "-rf.mp3, -rf.mp3",
        "Ärger & Söhne.flac, Ärger & Söhne.flac",
    })
    void sentName_becomesPlain(String sent, String plain) {
        assertThat(FileName.plain(sent)).isEqualTo(plain);
    }

    @Test
    void invisibleCharacters_areLeftOut() {
        assertThat(FileName.plain("a\u202Egnp.\u0000mp3\n")).isEqualTo("agnp.mp3");
    }

    @Test
    void longName_isCut() {
        assertThat(FileName.plain("x".repeat(5000))).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({"song.mp3, song", ".hidden, .hidden", "a.b.c, a.b", "plain, plain"})
    void title_hasNoExtension(String plain, String title) {
        assertThat(FileName.title(plain)).isEqualTo(title);
    }
}
