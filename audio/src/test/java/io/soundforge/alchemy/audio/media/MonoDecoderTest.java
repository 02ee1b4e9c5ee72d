package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonoDecoderTest {
    @TempDir
    Path folder;

    private Path song() {
        Path file = folder.resolve("-song.flac");
        TestFfmpeg.run(
                "-f", "lavfi", "-i", "sine=frequency=440:duration=5:sample_rate=48000", "-ac", "2", "file:" + file);
        return file;
    }

    private static List<Float> samples(MonoDecoder decoder, Path file, double seconds) {
        List<Float> samples = new ArrayList<>();
        decoder.decode(file, seconds, (channels, count) -> {
            for (int i = 0; i < count; i++) {
                samples.add(channels[0][i]);
            }
        });
        return samples;
    }

    @Test
    void beginning_isDecodedToOneChannelAt44100Hz() {
        Path song = song();

        List<Float> whole = samples(MonoDecoder.prompt(TestFfmpeg.ffmpeg()), song, 600);
        List<Float> start = samples(MonoDecoder.prompt(TestFfmpeg.ffmpeg()), song, 2);

        assertThat(whole.size()).isBetween(5 * MonoDecoder.RATE - 100, 5 * MonoDecoder.RATE + 100);
        assertThat(start.size()).isBetween(2 * MonoDecoder.RATE - 100, 2 * MonoDecoder.RATE + 100);
        assertThat(whole.stream().mapToDouble(Math::abs).max().orElse(0)).isBetween(0.1, 0.2);
    }

    @Test
    void patientDecoder_hearsTheSame() {
        Path song = song();

        assertThat(samples(MonoDecoder.patient(TestFfmpeg.ffmpeg()), song, 1))
                .isEqualTo(samples(MonoDecoder.prompt(TestFfmpeg.ffmpeg()), song, 1));
    }

    @Test
    void whatIsNoAudio_isCorrupt() throws IOException {
        Path text = Files.writeString(folder.resolve("song.mp3"), "no audio at all");

        assertThatThrownBy(() -> samples(MonoDecoder.prompt(TestFfmpeg.ffmpeg()), text, 10))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.CORRUPT_AUDIO));
    }

    @Test
    void interruption_endsTheChild() {
        Path song = song();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> samples(MonoDecoder.patient(TestFfmpeg.ffmpeg()), song, 10))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
