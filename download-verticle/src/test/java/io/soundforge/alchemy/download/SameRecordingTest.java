package io.soundforge.alchemy.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real codecs and ffmpeg's own time stretching make of a recording's fingerprint. */
class SameRecordingTest {
    @TempDir
    static Path folder;

    private static Ffmpeg ffmpeg;
    private static Path raw;
    private static Fingerprint reference;

    @BeforeAll
    static void record() throws IOException {
        ffmpeg = BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));
        float[][] mix = new DemoSong().mix();
        ByteBuffer bytes = ByteBuffer.allocate(mix[0].length * 2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < mix[0].length; i++) {
            bytes.putFloat(mix[0][i]).putFloat(mix[1][i]);
        }
        raw = Files.write(folder.resolve("song.raw"), bytes.array());
        reference = print("reference.wav", "-c:a pcm_s16le");
    }

    private static Fingerprint print(String name, String options) throws IOException {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(ffmpeg.binary().toString(), "-nostdin", "-y"));
        command.addAll(List.of("-f", "f32le", "-ar", "44100", "-ac", "2", "-i", raw.toString()));
        command.addAll(Arrays.asList(options.split(" ", -1)));
        command.add(file.toString());
        ExternalProcess.Exit exit = ExternalProcess.of(command, Duration.ofMinutes(1), Duration.ofMinutes(1))
                .run(ExternalProcess.OutputReader.DISCARD);
        assertThat(exit.succeeded()).as(exit.errors()).isTrue();
        MediaLimits limits = MediaLimits.ofMinutes(2);
        AudioDecoding decoding = new AudioDecoding(new MediaProbe(ffmpeg, limits), new PcmDecoder(ffmpeg, limits));
        return decoding.decode(file, Files.createTempDirectory(folder, "decoded"), fraction -> {})
                .fingerprint();
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp3, -c:a libmp3lame -b:a 128k",
        "b.mp3, -c:a libmp3lame -b:a 64k",
        "c.m4a, -c:a aac -b:a 96k",
        "d.ogg, -c:a libvorbis -q:a 2",
        "e.opus, -c:a libopus -b:a 48k",
        "f.wav, -ar 22050 -ac 1",
        "g.mp3, -af volume=-12dB -ss 3 -c:a libmp3lame -b:a 96k"
    })
    void otherCodecsRatesAndCuts_areTheSameRecording(String name, String options) throws IOException {
        double distance = reference.distance(print(name, options));

        assertThat(distance).isLessThan(0.25);
    }

    @ParameterizedTest
    @CsvSource({"h.wav, atempo=1.03", "i.wav, atempo=0.97", "j.wav, 'asetrate=45423,aresample=44100'"})
    void otherTempi_areOtherRecordings(String name, String filter) throws IOException {
        double distance = reference.distance(print(name, "-af " + filter));

        assertThat(distance).isGreaterThan(Fingerprint.SAME);
    }
}
