package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MediaProbeTest {
    private static final Ffmpeg FFMPEG = TestFfmpeg.ffmpeg();

    private static final String SDP = """
            v=0
            o=- 0 0 IN IP4 127.0.0.1
            s=x
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 5004 RTP/AVP 0
            """;

    @TempDir
    Path folder;

    private final MediaProbe probe = new MediaProbe(FFMPEG, MediaLimits.ofMinutes(1));

    @Test
    void probe_containerThatIsNotWanted_isRefusedWhateverItIsCalled() throws IOException {
        MediaProbe picky = probe.taking(Map.of("mp3", "mp3", "wav", "wav"));
        Path flac = TestFfmpeg.encode(tone(44_100, 2, 1), folder.resolve("a.flac"));
        Path disguised = Files.move(flac, folder.resolve("a.mp3"));

        assertThat(picky.probe(tone(44_100, 2, 1)).container()).isEqualTo("wav");
        assertThatThrownBy(() -> picky.probe(disguised))
                .isInstanceOf(AlchemyException.class)
                .hasMessage("expected audio as mp3, wav; got flac");
    }

    @ParameterizedTest
    @CsvSource({
        "a.wav, wav, pcm_s16le, 0.001",
        "a.flac, flac, flac, 0.02",
        "a.mp3, mp3, mp3, 0.1",
        "a.m4a, mov, aac, 0.1",
        "a.aac, aac, aac, 0.1",
        "a.ogg, ogg, vorbis, 0.02",
        "a.opus, ogg, opus, 0.05",
        "a.aiff, aiff, pcm_s16be, 0.02",
        "a.mka, matroska, vorbis, 0.05",
        "a.webm, matroska, opus, 0.05",
        "a.w64, w64, pcm_s16le, 0.02",
        "a.caf, caf, pcm_s16be, 0.02",
        "a.wma, asf, wmav2, 0.1",
    })
    void probe_everyFormat_isRecognisedByContent(String name, String container, String codec, double tolerance)
            throws IOException {
        Path encoded = TestFfmpeg.encode(tone(48_000, 2, 2), folder.resolve(name), "-vn");
        Path nameless = Files.move(encoded, folder.resolve("upload"));

        MediaInfo info = probe.probe(nameless);

        assertThat(info.container()).isEqualTo(container);
        assertThat(info.codec()).isEqualTo(codec);
        assertThat(info.sampleRate()).isEqualTo(48_000);
        assertThat(info.channels()).isEqualTo(2);
        assertThat(info.duration()).isCloseTo(2.0, within(tolerance));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.mp3", "t.flac", "t.m4a", "t.ogg", "t.opus", "t.mka"})
    void probe_tags_areReadFromContainerOrStream(String name) throws IOException {
        Path file = TestFfmpeg.encode(
                tone(48_000, 2, 0.5),
                folder.resolve(name),
                "-metadata",
                "title=Höhe = 3; #1\nnext",
                "-metadata",
                "ARTIST=Ä");

        Map<String, String> tags = probe.probe(file).tags();

        assertThat(tags).containsEntry("title", "Höhe = 3; #1 next").containsEntry("artist", "Ä");
        assertThat(tags).doesNotContainKeys("encoder", "major_brand");
    }

    @Test
    void probe_tagOfThousandsOfLines_doesNotHideTheStreams() throws IOException {
        Path metadata = folder.resolve("metadata");
        Files.writeString(metadata, ";FFMETADATA1\ntitle=short\nlyrics=" + "la \\\n".repeat(10_000) + "\n");
        Path file = folder.resolve("lyrics.ogg");
        TestFfmpeg.run(
                "-i",
                tone(44_100, 2, 1).toString(),
                "-i",
                metadata.toString(),
                "-map",
                "0",
                "-map_metadata:s:a",
                "1:g",
                "-c:a",
                "libvorbis",
                file.toString());

        MediaInfo info = probe.probe(file);

        assertThat(info.codec()).isEqualTo("vorbis");
        assertThat(info.tags()).containsEntry("title", "short");
    }

    @Test
    void probe_tagThatImitatesTheReport_doesNotChangeTheStream() throws IOException {
        String lie = "x\n  Duration: 99:00:00.00, start: 0\n  Stream #0:0: Audio: fake, 8000 Hz, 7 channels, s16";
        Path file = TestFfmpeg.encode(tone(44_100, 2, 1), folder.resolve("a.flac"), "-metadata", "title=" + lie);

        MediaInfo info = probe.probe(file);

        assertThat(info.duration()).isCloseTo(1.0, within(0.01));
        assertThat(info.sampleRate()).isEqualTo(44_100);
        assertThat(info.channels()).isEqualTo(2);
        assertThat(info.codec()).isEqualTo("flac");
    }

    @Test
    void probe_coverArt_isNoHindrance() throws IOException {
        Path cover = folder.resolve("cover.png");
        TestFfmpeg.run("-f", "lavfi", "-i", "testsrc=s=300x300", "-frames:v", "1", cover.toString());
        Path file = folder.resolve("a.mp3");
        String tone = tone(44_100, 2, 1).toString();
        TestFfmpeg.run("-i", tone, "-i", cover.toString(), "-map", "0", "-map", "1", "-c:v", "copy", file.toString());

        assertThat(probe.probe(file).codec()).isEqualTo("mp3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i.wav",
                "a:b|c.wav",
                "two  words.wav",
                "Ünïcödé \ud83c\udfb5.wav",
                "concat:x",
                "file:x",
                "%03d.wav",
                "http:",
                "'quoted' \"name\".wav",
                "pipe:0",
                "-"
            })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows allows few of these names")
    void probe_hostileName_isOnlyAName(String name) throws IOException {
        Path file = Files.move(tone(44_100, 2, 0.2), folder.resolve(name));

        assertThat(probe.probe(file).codec()).isEqualTo("pcm_f32le");
        assertThat(probe.probe(Path.of("").toAbsolutePath().relativize(file)).channels())
                .isEqualTo(2);
    }

    @Test
    void probe_text_isRefusedWithWhatCame() throws IOException {
        assertRefused("notes.mp3", "just a few words\n", "got text");
        assertRefused("book.mp3", "0123456789 and so on\n".repeat(50_000), "got text");
        assertRefused("book.wav", "0123456789 and so on\n".repeat(50_000), "got text");
        assertRefused("book.aac", "0123456789 and so on\n".repeat(50_000), "got text");
        assertRefused("page.mp3", "<!DOCTYPE html><html>not found</html>", "got a web page");
        assertRefused("empty.mp3", "", "got an empty file");
    }

    @Test
    void probe_playlists_areNeverFollowed() throws IOException {
        String tone = tone(44_100, 2, 0.5).toString();

        assertRefused(
                "a.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n" + tone + "\n#EXT-X-ENDLIST\n", "playlist");
        assertRefused("b.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:" + tone + "\n", "playlist");
        assertRefused("c.wav", "ffconcat version 1.0\nfile '" + tone + "'\n", "concat");
        assertRefused("d.mp3", SDP, "SDP");
        assertRefused("e.mp3", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>", "XML");
    }

    @Test
    void probe_imageOrVideoAlone_isRefused() throws IOException {
        Path image = folder.resolve("image.png");
        TestFfmpeg.run("-f", "lavfi", "-i", "testsrc=s=64x64", "-frames:v", "1", image.toString());
        Path video = folder.resolve("video.mp4");
        TestFfmpeg.run("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", video.toString());

        assertThat(refusalOf(Files.move(image, folder.resolve("image.mp3"))))
                .hasMessageContaining("got a PNG image")
                .extracting(AlchemyException::code)
                .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
        assertThat(refusalOf(video))
                .hasMessageContaining("video but no audio")
                .extracting(AlchemyException::code)
                .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
    }

    @Test
    void probe_noiseOrZeroBytes_isRefused() throws IOException {
        byte[] noise = new byte[300_000];
        new SplittableRandom(1).nextBytes(noise);

        assertRefused("noise.mp3", noise, "got data of another kind");
        assertRefused("zeros.mp3", new byte[300_000], "got data of another kind");
    }

    @Test
    void probe_absurdWavHeaders_areRefusedBeforeMemoryIsSpent() throws IOException {
        byte[] data = new byte[400_000];

        assertRefused(
                "a.wav", SynthesizedWav.claiming(44_100, 65_535, data.length, data), "1 to 8 channels; got 65535");
        assertRefused("b.wav", SynthesizedWav.claiming(44_100, 500, data.length, data), "1 to 8 channels; got 500");
        assertRefused("c.wav", SynthesizedWav.claiming(44_100, 16, data.length, data), "1 to 8 channels; got 16");
        assertRefused("d.wav", SynthesizedWav.claiming(44_100, 0, data.length, data), "expected audio");
        assertRefused("e.wav", SynthesizedWav.claiming(10, 2, data.length, data), "1000 to 384000 Hz; got 10");
        assertRefused("f.wav", SynthesizedWav.claiming(1_000_000, 2, data.length, data), "got 1000000");
        assertRefused("g.wav", SynthesizedWav.claiming(0, 2, data.length, data), "expected audio");
        assertRefused("h.wav", SynthesizedWav.claiming(4_294_967_295L, 2, data.length, data), "expected audio");
    }

    @Test
    void probe_headerWithoutSamples_isCorrupt() throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), SynthesizedWav.claiming(44_100, 2, 0, new byte[0]));

        assertThat(refusalOf(file).code()).isEqualTo(ErrorCode.CORRUPT_AUDIO);
    }

    @Test
    void probe_longerThanTheLimit_namesBothLengths() throws IOException {
        AlchemyException failure = refusalOf(tone(1_000, 1, 61.5));

        assertThat(failure.code()).isEqualTo(ErrorCode.MEDIA_TOO_LONG);
        assertThat(failure).hasMessage("expected at most 1:00.0 of audio; got 1:01.5");
    }

    @Test
    void probe_truncatedFile_isStillAudio() throws IOException {
        Path whole = TestFfmpeg.encode(tone(44_100, 2, 5), folder.resolve("a.flac"));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.flac"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(probe.probe(half).codec()).isEqualTo("flac");
    }

    @Test
    void probe_programHangs_isKilledAtTheDeadline() throws IOException {
        Path script = folder.resolve("ffmpeg");
        Files.writeString(script, "#!/bin/sh\nexec sleep 300\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        MediaLimits limits = new MediaLimits(60, 8, Duration.ofMillis(200), Duration.ofMillis(200));

        AlchemyException failure = catchThrowableOfType(
                AlchemyException.class, () -> new MediaProbe(new Ffmpeg(script), limits).probe(tone(44_100, 1, 0.1)));

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void probe_missingFileOrFolder_isRefused() {
        assertThat(refusalOf(folder.resolve("absent.wav")).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusalOf(folder).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
    }

    private void assertRefused(String name, String content, String words) throws IOException {
        assertRefused(name, content.getBytes(StandardCharsets.UTF_8), words);
    }

    private void assertRefused(String name, byte[] content, String words) throws IOException {
        AlchemyException failure = refusalOf(Files.write(folder.resolve(name), content));

        assertThat(failure.code()).as(name).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
        assertThat(failure).as(name).hasMessageContaining(words).hasMessageNotContaining(folder.toString());
    }

    private AlchemyException refusalOf(Path file) {
        AlchemyException failure = catchThrowableOfType(AlchemyException.class, () -> probe.probe(file));
        assertThat(failure).as("refusal of " + file.getFileName()).isNotNull();
        return failure;
    }

    private Path tone(int sampleRate, int channels, double seconds) throws IOException {
        float[] samples = SynthesizedWav.sine(440, sampleRate, channels, seconds);
        return SynthesizedWav.write(folder.resolve("tone.wav"), sampleRate, channels, samples);
    }
}
