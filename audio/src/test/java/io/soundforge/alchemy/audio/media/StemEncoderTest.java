package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StemEncoderTest {
    private static final Ffmpeg FFMPEG = TestFfmpeg.ffmpeg();
    private static final int RATE = CanonicalAudio.SAMPLE_RATE;
    /** A gain that is no power of two, so that every product is rounded. */
    private static final double GAIN = 0.8912509381337456;

    @TempDir
    Path folder;

    private Path outputs = Path.of("");
    private final StemEncoder encoder = new StemEncoder(FFMPEG, MediaLimits.ofMinutes(2));

    @BeforeEach
    void createOutputFolder() throws IOException {
        outputs = Files.createDirectories(folder.resolve("out"));
    }

    @Test
    void encode_wav32f_isBitIdentical() throws IOException {
        float[] samples = SynthesizedWav.noise(RATE, 2);
        samples[0] = 2.5f;
        samples[1] = Float.MIN_VALUE;

        Path wav = encode(samples, AudioFormat.WAV, BitDepth.F32, 1);

        assertThat(TestFfmpeg.samples(wav)).isEqualTo(samples);
    }

    @Test
    void encode_gain_multipliesInDoublePrecision() throws IOException {
        float[] samples = SynthesizedWav.noise(RATE, 2);

        float[] decoded = TestFfmpeg.samples(encode(samples, AudioFormat.WAV, BitDepth.F32, GAIN));

        float[] expected = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            expected[i] = (float) (samples[i] * GAIN);
        }
        assertThat(decoded).isEqualTo(expected);
    }

    /** Rounding to nearest is at most half a step off; 2 % of that more, since 24 bits are made by way of 32. */
    @ParameterizedTest
    @CsvSource({"WAV, I16, 16, 1", "WAV, I24, 24, 1", "FLAC, I16, 16, 1", "FLAC, I24, 24, 1", "FLAC, I24, 24, 0.89125"})
    void encode_integers_areRoundedToNearest(AudioFormat format, BitDepth depth, int bits, double gain)
            throws IOException {
        float[] samples = SynthesizedWav.noise(RATE, 2);
        double step = Math.pow(2, 1 - bits);

        float[] decoded = TestFfmpeg.samples(encode(samples, format, depth, gain));

        assertThat(decoded).hasSameSizeAs(samples);
        double largest = 0;
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double error = (decoded[i] - samples[i] * gain) / step;
            largest = Math.max(largest, Math.abs(error));
            sum += error;
        }
        assertThat(largest).as("largest error in steps").isLessThan(0.51);
        assertThat(Math.abs(sum / samples.length)).as("bias in steps").isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"WAV, I16, 16", "WAV, I24, 24", "FLAC, I24, 24"})
    void encode_beyondFullScale_clipsInsteadOfWrapping(AudioFormat format, BitDepth depth, int bits)
            throws IOException {
        float largest = (float) (1 - Math.pow(2, 1 - bits));

        float[] decoded = TestFfmpeg.samples(encode(new float[] {1, -1, 1.5f, -1.5f, 9, -9}, format, depth, 1));

        assertThat(decoded).containsExactly(largest, -1, largest, -1, largest, -1);
    }

    @Test
    void encode_mp3_keepsLengthAndSound() throws IOException {
        float[] samples = SynthesizedWav.sine(1_000, RATE, 2, 3);

        Path mp3 = encode(samples, AudioFormat.MP3, BitDepth.I24, 1);

        MediaInfo info = new MediaProbe(FFMPEG, MediaLimits.unlimited()).probe(mp3);
        assertThat(info.codec()).isEqualTo("mp3");
        assertThat(Files.size(mp3)).as("320 kbit/s").isBetween(3 * 40_000L, 3 * 40_000L + 5_000);
        float[] decoded = TestFfmpeg.samples(mp3);
        assertThat(decoded).hasSameSizeAs(samples);
        float largest = 0;
        for (int i = RATE; i < 2 * RATE; i++) {
            largest = Math.max(largest, Math.abs(decoded[i] - samples[i]));
        }
        assertThat(largest).isLessThan(0.01f);
    }

    @ParameterizedTest
    @CsvSource({"WAV, F32", "WAV, I24", "FLAC, I24", "MP3, I16"})
    void encode_twice_givesTheSameBytesWithoutTags(AudioFormat format, BitDepth depth) throws IOException {
        float[] samples = SynthesizedWav.noise(RATE, 2);

        byte[] first = Files.readAllBytes(encode(samples, format, depth, GAIN));
        Path second = encode(samples, format, depth, GAIN);

        assertThat(Files.readAllBytes(second)).isEqualTo(first);
        assertThat(new String(first, 0, 4, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotStartWith("ID3");
        assertThat(new MediaProbe(FFMPEG, MediaLimits.unlimited()).probe(second).tags())
                .isEmpty();
        assertThat(filesInOutput()).hasSize(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows allows few of these names")
    void encode_hostileNames_areOnlyNames() throws IOException {
        for (String name : List.of("-y.wav", "a:b|c Ünï \ud83c\udfb5.wav", "concat:%d")) {
            Path source = Files.write(folder.resolve(name), SynthesizedWav.littleEndian(new float[200]));
            Path target = outputs.resolve(name);

            encoder.encode(source, target, AudioFormat.WAV, BitDepth.I16, 1, Progress.NONE);

            assertThat(TestFfmpeg.samples(target)).hasSize(200);
        }
    }

    @Test
    void encode_progress_neverFallsAndEndsAtOne() throws IOException {
        List<Double> fractions = new ArrayList<>();
        Path source = source(SynthesizedWav.noise(RATE * 20, 2));

        encoder.encode(source, outputs.resolve("a.mp3"), AudioFormat.MP3, BitDepth.I16, 1, fractions::add);

        assertThat(fractions).isSorted().hasSizeGreaterThan(2).allMatch(f -> f >= 0 && f <= 1);
        assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1.0);
    }

    @Test
    void encode_cancelled_killsTheChildAndLeavesNothing() throws IOException {
        Path source = source(SynthesizedWav.noise(RATE * 20, 2));
        List<ProcessHandle> children = new ArrayList<>();
        CancellationException cancelled = new CancellationException();

        assertThatThrownBy(() ->
                        encoder.encode(source, outputs.resolve("a.mp3"), AudioFormat.MP3, BitDepth.I16, 1, fraction -> {
                            children.addAll(
                                    ProcessHandle.current().descendants().toList());
                            if (!children.isEmpty()) {
                                throw cancelled;
                            }
                        }))
                .isSameAs(cancelled);

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(filesInOutput()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
    void encode_programHangsOrFails_isReportedAndLeavesNothing() throws IOException {
        Path source = source(new float[2_000]);
        MediaLimits impatient = new MediaLimits(60, 8, Duration.ofSeconds(9), Duration.ofMillis(300));
        MediaLimits patient = MediaLimits.ofMinutes(1);

        assertFails(new StemEncoder(script("exec sleep 300"), impatient), source, ErrorCode.TIMEOUT);
        assertFails(new StemEncoder(script("exit 1"), patient), source, ErrorCode.INTERNAL);
        assertFails(new StemEncoder(new Ffmpeg(folder.resolve("absent")), patient), source, ErrorCode.INTERNAL);

        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(filesInOutput()).isEmpty();
    }

    @Test
    void encode_whatCannotBe_isRefused() throws IOException {
        Path whole = source(new float[200]);
        Path half = Files.write(folder.resolve("half.f32"), new byte[12]);
        Path empty = Files.write(folder.resolve("empty.f32"), new byte[0]);

        assertThatThrownBy(() ->
                        encoder.encode(whole, outputs.resolve("a"), AudioFormat.FLAC, BitDepth.F32, 1, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertFails(encoder, half, ErrorCode.CORRUPT_AUDIO);
        assertFails(encoder, empty, ErrorCode.CORRUPT_AUDIO);
        assertThatThrownBy(() -> encode(new float[200], AudioFormat.WAV, BitDepth.I16, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(filesInOutput()).isEmpty();
    }

    private void assertFails(StemEncoder anyEncoder, Path source, ErrorCode code) {
        assertThatThrownBy(() -> anyEncoder.encode(
                        source, outputs.resolve("a.wav"), AudioFormat.WAV, BitDepth.I16, 1, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Path encode(float[] samples, AudioFormat format, BitDepth depth, double gain) throws IOException {
        Path target = outputs.resolve("stem." + format.text());
        encoder.encode(source(samples), target, format, depth, gain, Progress.NONE);
        return target;
    }

    private Path source(float[] samples) throws IOException {
        return Files.write(folder.resolve("stem.f32"), SynthesizedWav.littleEndian(samples));
    }

    private Ffmpeg script(String body) throws IOException {
        Path script = folder.resolve("script-" + body.hashCode());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Ffmpeg(script);
    }

    private List<String> filesInOutput() throws IOException {
        try (Stream<Path> files = Files.list(outputs)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
