package io.soundforge.alchemy.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprinter;
import io.soundforge.alchemy.dsp.pcm.F32File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A clip as a service gives it, looked for in what the real ffmpeg makes of the song, and in what is not the song. */
class PreviewHeardTest {
    private static final MadeSong SONG = MadeSong.studio(100, 40);
    private static final String MP3 = "-c:a libmp3lame -b:a 128k";

    @TempDir
    static Path folder;

    private static Fingerprint clip;

    @BeforeAll
    static void cut() throws IOException {
        Path file = SONG.write(folder.resolve("clip.mp3"), "-ss 7.3 -t 30 -c:a libmp3lame -b:a 96k");
        try (F32File samples = new F32File(decoded(file), 44_100, 2)) {
            clip = Fingerprinter.ofClip(samples);
        }
    }

    private static Path decoded(Path file) throws IOException {
        MediaLimits limits = MediaLimits.ofMinutes(2);
        Path target = Files.createTempDirectory(folder, "decoded").resolve("song.f32");
        new PcmDecoder(MadeSong.ffmpeg(), limits)
                .decodeCanonical(file, new MediaProbe(MadeSong.ffmpeg(), limits).probe(file), target, fraction -> {});
        return target;
    }

    private static Fingerprint.Place place(MadeSong song, String name, String options) throws IOException {
        try (F32File samples = new F32File(decoded(song.write(folder.resolve(name), options)), 44_100, 2)) {
            return Fingerprinter.of(samples).locate(clip).orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp3, -c:a libmp3lame -b:a 64k, 7.3",
        "b.m4a, -c:a aac -b:a 128k, 7.3",
        "c.opus, -c:a libopus -b:a 48k, 7.3",
        "d.mp3, -af adelay=7770:all=1 -c:a libmp3lame -b:a 128k, 15.07",
    })
    void songInAnyFormat_holdsItsClip(String name, String options, double seconds) throws IOException {
        Fingerprint.Place place = place(SONG, name, options);

        assertThat(place.errors()).isLessThan(0.12);
        assertThat(place.seconds()).isBetween(seconds - 0.1, seconds + 0.1);
    }

    @ParameterizedTest
    @CsvSource({"e.mp3, asetrate=45423", "f.mp3, asetrate=46746", "g.mp3, asetrate=52920", "h.mp3, atempo=1.03"})
    void spedUpUpload_doesNot(String name, String filter) throws IOException {
        assertThat(place(SONG, name, "-af " + filter + ",aresample=44100,apad=pad_dur=10 " + MP3)
                        .errors())
                .isGreaterThan(0.42);
    }

    @Test
    void anotherPerformanceOfTheSameNotes_isNotTheRecording() throws IOException {
        MadeSong live = new MadeSong(100, 2, 0.1, true, 40);

        assertThat(place(live, "live.mp3", MP3).errors()).isGreaterThan(Fingerprint.SAME);
    }

    /** Words have to tell it apart: it is close, but never so close that they would not be asked. */
    @Test
    void anotherTakeToTheSameClick_isNoExactFit() throws IOException {
        MadeSong take = new MadeSong(100, 2, 0, true, 40);

        assertThat(place(take, "take.mp3", MP3).errors()).isGreaterThan(0.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    void anotherSong_doesNot(long other) throws IOException {
        assertThat(place(MadeSong.studio(other, 40), "other.mp3", MP3).errors()).isGreaterThan(0.38);
    }
}
