package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.audio.inference.SpectrumLayout.Axis;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.demucs.DirectTransform;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.SeparationInMemory;
import io.soundforge.alchemy.dsp.separation.StemSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HybridModelTest {
    private static final int SAMPLES = 12_000;
    private static final float[] FOUR = {0.5f, -1, 0.25f, 0.75f};
    private static final float[] FOUR_WAVES = {0.1f, 0.2f, -0.3f, 0.4f};
    private static final float[] SIX = {0.5f, -1, 0.25f, 0.75f, 0.125f, -0.5f};
    private static final float[] SIX_WAVES = {0.1f, 0.2f, -0.3f, 0.4f, 0, 0.6f};
    private static final double TOLERANCE = 2e-5;

    @TempDir
    Path folder;

    static Stream<Arguments> allOrders() {
        List<List<Axis>> orders = List.of(
                List.of(Axis.ROW, Axis.BIN, Axis.FRAME),
                List.of(Axis.FRAME, Axis.ROW, Axis.BIN),
                List.of(Axis.ROW, Axis.FRAME, Axis.BIN),
                List.of(Axis.BIN, Axis.ROW, Axis.FRAME),
                List.of(Axis.BIN, Axis.FRAME, Axis.ROW),
                List.of(Axis.FRAME, Axis.BIN, Axis.ROW));
        return orders.stream()
                .flatMap(order -> IntStream.rangeClosed(0, 3).mapToObj(stemAt -> Arguments.of(order, stemAt)));
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void sixStems_comeOutWhateverTheOrderOfAxesAndPorts(List<Axis> order, int stemAt) {
        assertRowsBinsAndFrames(new TinyHybrid(SAMPLES, SIX, SIX_WAVES).axes(order, stemAt), SIX, SIX_WAVES);
        assertRowsBinsAndFrames(
                new TinyHybrid(SAMPLES, SIX, SIX_WAVES).axes(order, stemAt).swapped(), SIX, SIX_WAVES);
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void fourStems_comeOutOutsideOfTheRows(List<Axis> order, int stemAt) {
        if (stemAt <= order.indexOf(Axis.ROW)) {
            assertRowsBinsAndFrames(new TinyHybrid(SAMPLES, FOUR, FOUR_WAVES).axes(order, stemAt), FOUR, FOUR_WAVES);
        } else {
            // Nothing in the shapes tells this apart from the order above; the stems are not read as mixes of rows.
            try (OnnxSegmentEngine engine = open(new TinyHybrid(SAMPLES, FOUR, FOUR_WAVES).axes(order, stemAt))) {
                assertThat(engine.stems()).isEqualTo(StemLayout.FOUR);
            }
        }
    }

    /** The right channel is halved, everything above bin 512 and everything after frame 7 is muted. */
    private void assertRowsBinsAndFrames(TinyHybrid graph, float[] spectrumGains, float[] waveformGains) {
        float[] bins = new float[2048];
        Arrays.fill(bins, 0, 512, 1);
        graph.rows(1, 1, 0.5f, 0.5f).bins(bins).framesUpTo(8);
        float[] low = Signals.sine(1000, 0.4, SAMPLES, 44_100);
        float[] both = low.clone();
        float[] high = Signals.sine(10_000, 0.4, SAMPLES, 44_100);
        for (int i = 0; i < SAMPLES; i++) {
            both[i] += high[i];
        }
        float[][][] stems = new float[spectrumGains.length][2][SAMPLES];
        try (OnnxSegmentEngine engine = open(graph)) {
            engine.separate(new float[][] {both, both}, stems);
        }
        for (int stem = 0; stem < stems.length; stem++) {
            for (int channel = 0; channel < 2; channel++) {
                double scale = spectrumGains[stem] * (channel == 0 ? 1 : 0.5);
                for (int i = 3584; i < SAMPLES; i++) {
                    boolean sounding = i < 8 * 1024 - 1536;
                    boolean muted = i >= 7 * 1024 + 2560;
                    if (sounding || muted) {
                        double expected = waveformGains[stem] * both[i] + (sounding ? scale * low[i] : 0);
                        requireClose(stems[stem][channel][i], expected, TOLERANCE);
                    }
                }
            }
        }
    }

    private static void requireClose(double given, double expected, double tolerance) {
        if (!(Math.abs(given - expected) <= tolerance)) {
            assertThat(given).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void stem_isTheInverseTransformPlusTheWaveform_asComputedByDefinition() {
        float[] bins = Signals.noise(3, 1, 2048);
        float[][] mix = Signals.stereoNoise(4, 1, 7000);
        float[][][] stems = new float[4][2][7000];
        try (OnnxSegmentEngine engine = open(new TinyHybrid(7000, FOUR, FOUR_WAVES).bins(bins))) {
            engine.separate(mix, stems);
        }
        DirectTransform direct = new DirectTransform(7000);
        double[] padded = direct.padTwice(mix[1]);
        float[][] re = new float[direct.frames()][2048];
        float[][] im = new float[direct.frames()][2048];
        for (int frame = 0; frame < direct.frames(); frame++) {
            for (int bin = 0; bin < 2048; bin++) {
                double[] value = direct.bin(padded, frame, bin);
                re[frame][bin] = (float) (bins[bin] * value[0]);
                im[frame][bin] = (float) (bins[bin] * value[1]);
            }
        }
        double[] sound = direct.inverse(re, im);
        for (int i = 0; i < 7000; i++) {
            for (int stem = 0; stem < 4; stem++) {
                double expected = FOUR[stem] * sound[i] + FOUR_WAVES[stem] * mix[1][i];
                requireClose(stems[stem][1][i], expected, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {343_980, 171_990})
    void publishedLengths_separateAsAWaveformGraphOfTheSameGainsDoes(int samples) {
        float[] sum = {0.6f, -0.8f, -0.05f, 1.15f};
        TinyHybrid graph = new TinyHybrid(samples, FOUR, FOUR_WAVES);
        float[] tone = Signals.sine(997, 0.5, samples, 44_100);
        float[][] mix = {tone, Signals.sine(3001, 0.5, samples, 44_100)};
        float[][][] hybrid = new float[4][2][samples];
        float[][][] waveform = new float[4][2][samples];
        try (OnnxSegmentEngine engine = open(samples == 343_980 ? graph.withOpenAxes() : graph)) {
            assertThat(engine.segmentFrames()).isEqualTo(samples);
            engine.separate(mix, hybrid);
        }
        try (OnnxSegmentEngine engine = open(TinyModels.gains(file(), samples, sum))) {
            engine.separate(mix, waveform);
        }
        for (int stem = 0; stem < 4; stem++) {
            for (int i = 3584; i < samples - 3584; i++) {
                requireClose(hybrid[stem][1][i], waveform[stem][1][i], 1e-6);
            }
        }
    }

    @Test
    void outputsWithoutShapes_areToldApartByTheProbe() {
        assertRowsBinsAndFrames(new TinyHybrid(SAMPLES, SIX, SIX_WAVES).withoutOutputShapes(), SIX, SIX_WAVES);
    }

    @Test
    void halvesAtTheDoor_areConverted() {
        float[] tone = Signals.sine(1000, 0.5, SAMPLES, 44_100);
        float[][][] stems = new float[4][2][SAMPLES];
        try (OnnxSegmentEngine engine = open(new TinyHybrid(SAMPLES, FOUR, FOUR_WAVES).halfPrecision())) {
            engine.separate(new float[][] {tone, tone}, stems);
        }
        for (int i = 3584; i < SAMPLES - 3584; i++) {
            // 11 bits, in and out.
            requireClose(stems[3][1][i], (FOUR[3] + FOUR_WAVES[3]) * tone[i], 1e-3);
        }
    }

    @Test
    void silence_isSilent_andTheSameSegmentGivesTheSameBytes() {
        float[][][] first = new float[4][2][SAMPLES];
        float[][][] second = new float[4][2][SAMPLES];
        float[][] mix = Signals.stereoNoise(5, 0.5, SAMPLES);
        try (OnnxSegmentEngine engine = open(new TinyHybrid(SAMPLES, FOUR, FOUR_WAVES))) {
            engine.separate(new float[2][SAMPLES], first);
            assertThat(first).isDeepEqualTo(new float[4][2][SAMPLES]);
            engine.separate(mix, first);
            engine.separate(mix, second);
        }
        assertThat(second).isDeepEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, SAMPLES - 1, SAMPLES, SAMPLES + 1, 3 * SAMPLES / 4 + 1, 60_000})
    void tracksOfAnyLengthAndContent_comeOutWholeAndFinite(int frames) throws IOException {
        float[] impulse = Signals.impulse(frames / 2, 1, frames);
        List<float[][]> tracks = List.of(
                new float[2][frames],
                new float[][] {Signals.constant(0.5f, frames), Signals.constant(0.5f, frames)},
                new float[][] {impulse, new float[frames]},
                Signals.stereoNoise(6, 1, frames));
        try (OnnxSegmentEngine engine = open(new TinyHybrid(SAMPLES, FOUR, FOUR_WAVES))) {
            assertThat(engine.fingerprint()).endsWith(";host-stft-1");
            for (float[][] track : tracks) {
                long[] written = {0};
                SeparationInMemory.run(engine, new ArrayPcm(track, 44_100), counting(written), Progress.NONE);
                assertThat(written[0]).isEqualTo(frames);
            }
        }
    }

    private static StemSink counting(long[] written) {
        return (start, stems, count) -> {
            for (float[][] stem : stems) {
                for (int i = 0; i < count; i++) {
                    assertThat(Math.abs(stem[0][i]) + Math.abs(stem[1][i])).isLessThan(100);
                }
            }
            written[0] += count;
        };
    }

    @Test
    void stemsThatDisagree_areRefusedWithAllShapes() {
        Path model =
                new TinyHybrid(SAMPLES, SIX, FOUR_WAVES).withoutOutputShapes().write(file());
        assertThatThrownBy(() -> open(model))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll(
                        "mix float32[1,2,12000]",
                        "mag float32[1,4,2048,12]",
                        "x float32[1,6,4,2048,12]",
                        "xt float32[1,4,2,12000]");
    }

    private OnnxSegmentEngine open(TinyHybrid graph) {
        return open(graph.write(file()));
    }

    private static OnnxSegmentEngine open(Path model) {
        return OnnxSegmentEngine.open(model, new SessionSettings(1));
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }
}
