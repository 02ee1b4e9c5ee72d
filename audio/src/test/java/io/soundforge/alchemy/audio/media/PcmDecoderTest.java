package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PcmDecoderTest {
    private static final Ffmpeg FFMPEG = TestFfmpeg.ffmpeg();
    private static final int RATE = CanonicalAudio.SAMPLE_RATE;

    @TempDir
    Path folder;

    private Path target = Path.of("");
    private final PcmDecoder decoder = new PcmDecoder(FFMPEG, MediaLimits.ofMinutes(2));

    @BeforeEach
    void createOutputFolder() throws IOException {
        target = Files.createDirectories(folder.resolve("out")).resolve("canonical.f32");
    }

    @Test
    void decodeCanonical_floatWavOfTheSameRate_isBitIdentical() throws Exception {
        float[] samples = SynthesizedWav.noise(RATE, 2);
        samples[10] = 3.5f;
        samples[11] = -0.0f;
        samples[12] = Float.MIN_VALUE;

        CanonicalAudio audio = decode(SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, samples));

        assertThat(Files.readAllBytes(target)).isEqualTo(SynthesizedWav.littleEndian(samples));
        assertThat(audio.frames()).isEqualTo(RATE);
        assertThat(audio.duration()).isEqualTo(1.0);
        assertThat(audio.decoder()).isEqualTo("ffmpeg " + FFMPEG.version());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(target));
        assertThat(audio.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(filesInOutput()).containsExactly("canonical.f32");
    }

    /** As on a disk that is full: the work may be tried again. */
    @Test
    void decodeCanonical_nowhereToWrite_isUnavailable() throws IOException {
        Path file = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 1, SynthesizedWav.noise(5_000, 1));
        Files.delete(folder.resolve("out"));

        assertThat(failureOf(decoder, file, infoOf(file)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void decodeCanonical_mono_goesToBothChannelsUnchanged() throws IOException {
        float[] samples = SynthesizedWav.noise(5_000, 1);

        decode(SynthesizedWav.write(folder.resolve("mono.wav"), RATE, 1, samples));

        float[] expected = new float[10_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = samples[i / 2];
        }
        assertThat(canonical()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8})
    void decodeCanonical_surround_keepsTheFirstTwoChannelsUnchanged(int channels) throws IOException {
        float[] samples = SynthesizedWav.noise(2_000, channels);

        decode(SynthesizedWav.write(folder.resolve("surround.wav"), RATE, channels, samples));

        float[] expected = new float[4_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = samples[channels * (i / 2) + i % 2];
        }
        assertThat(canonical()).isEqualTo(expected);
    }

    /** A resampled sine must be the sine of the new rate, in phase: the error is the resampler's noise below -100 dB. */
    @ParameterizedTest
    @ValueSource(ints = {8_000, 22_050, 44_099, 48_000, 96_000, 192_000})
    void decodeCanonical_otherRate_isTheSameSoundInPhase(int rate) throws IOException {
        float[] samples = SynthesizedWav.sine(1_000, rate, 1, 2);

        CanonicalAudio audio = decode(SynthesizedWav.write(folder.resolve("a.wav"), rate, 1, samples));

        assertThat(audio.frames()).isBetween(2L * RATE - 1, 2L * RATE + 1);
        float[] decoded = canonical();
        double largest = 0;
        for (int frame = RATE / 2; frame < RATE * 3 / 2; frame++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * 1_000 * frame / RATE);
            largest = Math.max(largest, Math.abs(decoded[2 * frame] - expected));
        }
        assertThat(largest).isLessThan(5e-6);
    }

    @Test
    void decodeCanonical_toneAboveTheNewBand_disappears() throws IOException {
        decode(SynthesizedWav.write(folder.resolve("a.wav"), 96_000, 1, SynthesizedWav.sine(23_000, 96_000, 1, 1)));

        float largest = 0;
        for (float sample : Arrays.copyOfRange(canonical(), RATE / 2, RATE)) {
            largest = Math.max(largest, Math.abs(sample));
        }
        assertThat(largest).isLessThan(1e-5f);
    }

    @ParameterizedTest
    @CsvSource({"a.mp3, 0", "a.flac, 0", "a.m4a, 2048", "a.ogg, 1024", "a.opus, 0", "a.aiff, 0"})
    void decodeCanonical_lossyAndLossless_keepTheLength(String name, int extraFrames) throws IOException {
        Path wav = SynthesizedWav.write(folder.resolve("tone.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 3));

        CanonicalAudio audio = decode(TestFfmpeg.encode(wav, folder.resolve(name)));

        assertThat(audio.frames()).isBetween(3L * RATE - 1, 3L * RATE + extraFrames);
    }

    @Test
    void decodeCanonical_twice_givesTheSameHash() throws IOException {
        Path wav = SynthesizedWav.write(folder.resolve("a.wav"), 48_000, 2, SynthesizedWav.noise(96_000, 2));
        Path mp3 = TestFfmpeg.encode(wav, folder.resolve("a.mp3"), "-b:a", "128k");

        assertThat(decode(mp3)).isEqualTo(decode(mp3));
    }

    @Test
    void decodeCanonical_notANumber_isRefusedWithItsPosition() throws IOException {
        float[] samples = SynthesizedWav.noise(RATE * 3, 2);
        samples[2 * 2 * RATE + 1] = Float.NaN;
        Path file = SynthesizedWav.write(folder.resolve("nan.wav"), RATE, 2, samples);

        AlchemyException failure = failureOf(decoder, file, infoOf(file));

        assertThat(failure.code()).isEqualTo(ErrorCode.CORRUPT_AUDIO);
        assertThat(failure).hasMessageContaining("sample 88200 of channel 2 (at 2.000 s) is NaN");
        assertThat(filesInOutput()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
    void decodeNative_notFinite_isRefused(float bad) throws IOException {
        float[] samples = SynthesizedWav.noise(96_000, 2);
        samples[180_000] = bad;
        Path file = SynthesizedWav.write(folder.resolve("bad.wav"), 48_000, 2, samples);

        assertThatThrownBy(() -> decoder.decodeNative(file, infoOf(file), (channels, count) -> {}, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_AUDIO))
                .hasMessageContaining("sample 90000 of channel 1");
    }

    @ParameterizedTest
    @CsvSource({"1, 8000", "2, 48000", "6, 44100", "7, 96000"})
    void decodeNative_anyLayout_givesRateAndChannelsOfTheFile(int channels, int rate) throws IOException {
        float[] samples = SynthesizedWav.noise(40_000, channels);
        Path file = SynthesizedWav.write(folder.resolve("a.wav"), rate, channels, samples);
        float[] collected = new float[samples.length];
        int[] frames = new int[1];

        decoder.decodeNative(
                file,
                infoOf(file),
                (planes, count) -> {
                    assertThat(planes).hasNumberOfRows(channels);
                    for (int i = 0; i < count * channels; i++) {
                        collected[frames[0] * channels + i] = planes[i % channels][i / channels];
                    }
                    frames[0] += count;
                },
                Progress.NONE);

        assertThat(frames[0]).isEqualTo(40_000);
        assertThat(collected).isEqualTo(samples);
    }

    @Test
    void decodeCanonical_flacThatClaimsToBeShort_isStoppedAtTheLimit() throws IOException {
        Path wav = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 20));
        Path flac = TestFfmpeg.encode(wav, folder.resolve("a.flac"));
        byte[] bytes = Files.readAllBytes(flac);
        // STREAMINFO: the low 32 of 36 bits of the number of samples (RFC 9639, 8.2) are at 22 of the file.
        Arrays.fill(bytes, 22, 24, (byte) 0);
        Files.write(flac, bytes);
        MediaLimits limits = new MediaLimits(10, 8, Duration.ofSeconds(10), Duration.ofSeconds(10));
        MediaInfo info = new MediaProbe(FFMPEG, limits).probe(flac);
        assertThat(info.duration()).isLessThan(2);

        AlchemyException failure = failureOf(new PcmDecoder(FFMPEG, limits), flac, info);

        assertThat(failure.code()).isEqualTo(ErrorCode.MEDIA_TOO_LONG);
        assertThat(failure).hasMessageContaining("at most 0:10.0").hasMessageContaining("more than 0:10");
        assertThat(filesInOutput()).isEmpty();
    }

    @Test
    void decodeCanonical_truncatedFile_givesWhatIsThere() throws IOException {
        Path wav = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, SynthesizedWav.noise(RATE * 4, 2));
        byte[] whole = Files.readAllBytes(TestFfmpeg.encode(wav, folder.resolve("a.flac")));
        Path half = Files.write(folder.resolve("half.flac"), Arrays.copyOf(whole, whole.length / 2));

        CanonicalAudio audio = decode(half);

        assertThat(audio.duration()).isBetween(1.5, 2.5);
    }

    @Test
    void decodeCanonical_headerWithoutSamples_isCorrupt() throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), SynthesizedWav.claiming(RATE, 2, 0, new byte[0]));

        assertThat(failureOf(decoder, file, stereo(null)).code()).isEqualTo(ErrorCode.CORRUPT_AUDIO);
        assertThat(filesInOutput()).isEmpty();
    }

    @Test
    void decodeCanonical_playlist_isNotFollowedEvenWithoutAProbe() throws IOException {
        Path tone = SynthesizedWav.write(folder.resolve("tone.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 1));
        Path list = Files.writeString(folder.resolve("x.mp3"), "ffconcat version 1.0\nfile '" + tone + "'\n");

        AlchemyException failure = failureOf(decoder, list, stereo(1.0));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA);
        assertThat(filesInOutput()).isEmpty();
    }

    @Test
    void decodeCanonical_progress_risesToOne() throws IOException {
        Path file = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 4));
        List<Double> fractions = new ArrayList<>();

        decoder.decodeCanonical(file, infoOf(file), target, fractions::add);

        assertThat(fractions).isSorted().hasSizeGreaterThan(5).allMatch(f -> f > 0 && f <= 1);
        assertThat(fractions.get(fractions.size() - 1)).isEqualTo(1.0);
    }

    @Test
    void decodeCanonical_cancelled_killsTheChildAndLeavesNothing() throws IOException {
        Path file = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 20));
        Files.writeString(target, "the old one");
        List<ProcessHandle> children = new ArrayList<>();
        CancellationException cancelled = new CancellationException();

        assertThatThrownBy(() -> decoder.decodeCanonical(file, infoOf(file), target, fraction -> {
                    children.addAll(ProcessHandle.current().descendants().toList());
                    throw cancelled;
                }))
                .isSameAs(cancelled);

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(filesInOutput()).containsExactly("canonical.f32");
        assertThat(target).hasContent("the old one");
    }

    @Test
    void decodeNative_sinkThrows_killsTheChildAndPassesItOn() throws IOException {
        Path file = SynthesizedWav.write(folder.resolve("a.wav"), RATE, 2, SynthesizedWav.sine(440, RATE, 2, 20));
        List<ProcessHandle> children = new ArrayList<>();

        assertThatThrownBy(() -> decoder.decodeNative(
                        file,
                        infoOf(file),
                        (channels, count) -> {
                            children.addAll(
                                    ProcessHandle.current().descendants().toList());
                            throw new IllegalStateException("enough");
                        },
                        Progress.NONE))
                .hasMessage("enough");

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    private CanonicalAudio decode(Path file) {
        return decoder.decodeCanonical(file, infoOf(file), target, Progress.NONE);
    }

    private AlchemyException failureOf(PcmDecoder anyDecoder, Path file, MediaInfo info) {
        AlchemyException failure = catchThrowableOfType(
                AlchemyException.class, () -> anyDecoder.decodeCanonical(file, info, target, Progress.NONE));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static MediaInfo infoOf(Path file) {
        return new MediaProbe(FFMPEG, MediaLimits.unlimited()).probe(file);
    }

    private static MediaInfo stereo(@org.jspecify.annotations.Nullable Double duration) {
        return new MediaInfo("wav", "pcm_s16le", RATE, 2, duration, Map.of());
    }

    private float[] canonical() throws IOException {
        return SynthesizedWav.floats(Files.readAllBytes(target));
    }

    private List<String> filesInOutput() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
