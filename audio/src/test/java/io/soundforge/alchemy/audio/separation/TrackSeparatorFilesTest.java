package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.media.TestFfmpeg;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.ClipMode;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners get: real files, written by ffmpeg and read back by it. */
class TrackSeparatorFilesTest {
    private static final int SEGMENT = 8192;
    private static final int FRAMES = 44_100;

    @TempDir
    Path temp;

    private ModelRegistry models;
    private TrackSeparator separator;

    @BeforeEach
    void openRegistry() {
        models = new ModelRegistry(temp, "tiny", new SessionSettings(1));
        separator = new TrackSeparator(models, new StemEncoder(TestFfmpeg.ffmpeg(), MediaLimits.unlimited()));
    }

    @AfterEach
    void closeRegistry() {
        models.close();
    }

    @Test
    void floatWavs_sumToTheMix() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        float[][] mix = Signals.stereoNoise(1, 0.9, FRAMES);
        SeparationResult result = separate(mix, null, AudioFormat.WAV, BitDepth.F32);
        assertThat(largestResidual(result, mix, 1)).isLessThan(1e-6);
    }

    @Test
    void builtInEngine_separatesWithoutAnyModelFile() throws IOException {
        float[][] mix = Signals.stereoNoise(6, 0.5, FRAMES);
        SeparationOptions options = new SeparationOptions("spectral", List.of(), null, AudioFormat.WAV, BitDepth.F32);
        SeparationResult result = separate(canonical(mix), options);
        assertThat(result.model()).isEqualTo("spectral");
        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("drums", "bass", "other", "vocals");
        // Its masks share out every bin, so that only the rounding of its transforms is left.
        assertThat(result.residualDb()).isLessThan(-100);
        assertThat(largestResidual(result, mix, 1)).isLessThan(1e-5);
    }

    @Test
    void twoFlacs_cancelAgainstTheMix_toTheStepOf24Bits() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.7f, 0.6f, 0.5f, 0.3f);
        float[][] mix = Signals.stereoNoise(2, 0.9, FRAMES);
        SeparationResult result = separate(mix, "vocals", AudioFormat.FLAC, BitDepth.I24);
        assertThat(result.stems())
                .extracting(stem -> String.valueOf(stem.file().getFileName()))
                .containsExactly("vocals.flac", "no_vocals.flac");
        // Two roundings of half a step of 2^-23 each, and the last bit of the floats.
        assertThat(largestResidual(result, mix, 1)).isLessThan(2.5 / (1 << 23));
    }

    @Test
    void loudStems_sumToTheMixTimesTheCommonGain_andNoneClips() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 2, -1, 0.5f, -0.5f);
        float[][] mix = Signals.stereoNoise(3, 0.9, FRAMES);
        SeparationResult result = separate(mix, null, AudioFormat.WAV, BitDepth.I16);
        // The mean of the noise, about 0.002, is shared out between the stems and moves their peaks a little.
        assertThat(result.gain()).isCloseTo(1 / 1.8, within(4e-3));
        // Four roundings of half a step of 2^-15 each.
        assertThat(largestResidual(result, mix, result.gain())).isLessThan(2.5 / (1 << 15));
        float loudest = 0;
        for (float sample : TestFfmpeg.samples(result.stems().get(0).file())) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isEqualTo(32767 / 32768f);
    }

    /** The stems are louder than the mix, some clip, and yet not one step is missing. */
    @ParameterizedTest
    @CsvSource({"FLAC, I24, 24", "WAV, I24, 24", "FLAC, I16, 16", "WAV, I16, 16"})
    void stemsAndResidual_sumToTheIntegersOfTheMix(AudioFormat format, BitDepth depth, int bits) throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 1.3f, -0.4f, 0.31f, -0.17f);
        float[][] mix = Signals.stereoNoise(3, 0.9, FRAMES);
        SeparationOptions options = new SeparationOptions(null, List.of(), null, format, depth).withResidual(true);
        SeparationResult result = separate(canonical(mix), options);
        assertThat(result.stems())
                .extracting(SeparatedStem::type)
                .containsExactly("drums", "bass", "other", "vocals", "residual");
        assertThat(result.stems()).extracting(SeparatedStem::gain).containsOnly(1.0);
        assertThat(result.stems().get(0).clipped()).isPositive();
        double steps = Math.scalb(1.0, bits - 1);
        long[] sum = new long[2 * FRAMES];
        for (SeparatedStem stem : result.stems()) {
            float[] samples = TestFfmpeg.samples(stem.file());
            for (int i = 0; i < samples.length; i++) {
                assertThat(samples[i] * steps).isEqualTo(Math.rint(samples[i] * steps));
                sum[i] += Math.round(samples[i] * steps);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i]).isEqualTo((long) Math.rint(mix[i % 2][i / 2] * steps));
        }
    }

    @Test
    void residualThatDoesNotFitIntoIntegers_isRefused_andFloatsHoldIt() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, -2, -2, 0, 0);
        Path canonical = canonical(Signals.stereoNoise(3, 0.9, FRAMES));
        SeparationOptions integers = SeparationOptions.defaults().withResidual(true);
        assertThatThrownBy(() -> separate(canonical, integers))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("fits into 24 bits");
        SeparationOptions floats =
                new SeparationOptions(null, List.of(), null, AudioFormat.WAV, BitDepth.F32).withResidual(true);
        float[][] mix = Signals.stereoNoise(3, 0.9, FRAMES);
        assertThat(largestResidual(separate(canonical, floats), mix, 1)).isLessThan(1e-6);
    }

    @Test
    void clipModes_areThoseOfTheReference() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 2, 0.1f, 0, 0);
        float[][] mix = {Signals.sine(441, 0.8, FRAMES, 44_100), Signals.sine(441, -0.8, FRAMES, 44_100)};
        Path canonical = canonical(mix);
        assertThat(loudest(canonical, ClipMode.CLAMP)).isEqualTo(0.99f);
        assertThat(loudest(canonical, ClipMode.TANH)).isCloseTo((float) Math.tanh(1.6), within(1e-4f));
        assertThat(loudest(canonical, ClipMode.NONE)).isCloseTo(1.6f, within(1e-3f));
        assertThat(loudest(canonical, ClipMode.COMMON)).isCloseTo(1.6f, within(1e-3f));
        assertThat(loudest(canonical, ClipMode.RESCALE)).isCloseTo((float) (1 / 1.01), within(1e-4f));
        SeparationResult rescaled = separate(canonical, floats().withClipMode(ClipMode.RESCALE));
        assertThat(rescaled.stems().get(0).gain()).isCloseTo(1 / (1.01 * 1.6), within(1e-3));
        assertThat(rescaled.stems().get(1).gain()).isEqualTo(1);
        assertThat(rescaled.stems()).extracting(SeparatedStem::clipped).containsOnly(0L);
        assertThat(separate(canonical, floats().withClipMode(ClipMode.CLAMP))
                        .stems()
                        .get(0)
                        .clipped())
                .isPositive();
    }

    private float loudest(Path canonical, ClipMode mode) {
        float loudest = 0;
        for (float sample : TestFfmpeg.samples(
                separate(canonical, floats().withClipMode(mode)).stems().get(0).file())) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    private static SeparationOptions floats() {
        return new SeparationOptions(null, List.of(), null, AudioFormat.WAV, BitDepth.F32);
    }

    @Test
    void mp3_isTheSameBytesTwice() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 6, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(4, 0.5, FRAMES));
        SeparationOptions options = new SeparationOptions(null, List.of("piano"), null, AudioFormat.MP3, BitDepth.I16);
        Path piano = separate(canonical, options).stems().get(0).file();
        byte[] first = Files.readAllBytes(piano);
        assertThat(piano).hasFileName("piano.mp3");
        assertThat(first).hasSizeGreaterThan(10_000);
        separate(canonical, options);
        assertThat(piano).hasBinaryContent(first);
    }

    @Test
    void cancelWhileEncoding_leavesNoFiles() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(5, 0.5, FRAMES));
        Progress impatient = fraction -> {
            if (fraction > 0.93) {
                throw new CancellationException();
            }
        };
        assertThatThrownBy(() -> separator.separate(
                        canonical,
                        SeparationOptions.defaults(),
                        temp.resolve("out"),
                        temp.resolve("segments"),
                        impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(temp.resolve("out")).isEmptyDirectory();
    }

    private SeparationResult separate(float[][] mix, @Nullable String twoStems, AudioFormat format, BitDepth depth)
            throws IOException {
        return separate(canonical(mix), new SeparationOptions(null, List.of(), twoStems, format, depth));
    }

    private SeparationResult separate(Path canonical, SeparationOptions options) {
        return separator.separate(canonical, options, temp.resolve("out"), temp.resolve("segments"), Progress.NONE);
    }

    private Path canonical(float[][] samples) throws IOException {
        Path file = temp.resolve("canonical.f32");
        try (F32Writer writer = new F32Writer(file, 2)) {
            writer.write(samples, 0, samples[0].length);
        }
        return file;
    }

    /** Largest sample of (sum of all files − gain · mix). */
    private static double largestResidual(SeparationResult result, float[][] mix, double gain) {
        double[] sum = new double[2 * FRAMES];
        for (SeparatedStem stem : result.stems()) {
            float[] samples = TestFfmpeg.samples(stem.file());
            assertThat(samples).hasSize(2 * FRAMES);
            for (int i = 0; i < samples.length; i++) {
                sum[i] += samples[i];
            }
        }
        double largest = 0;
        for (int i = 0; i < sum.length; i++) {
            largest = Math.max(largest, Math.abs(sum[i] - gain * mix[i % 2][i / 2]));
        }
        return largest;
    }
}
