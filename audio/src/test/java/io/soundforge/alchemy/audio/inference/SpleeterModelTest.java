package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SeparationInMemory;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpleeterModelTest {
    private static final int RATE = 44_100;
    private static final long[] SHERPA = {2, -1, 512, 1024};
    private static final long[] ORIGINAL = {-1, 512, 1024, 2};

    @TempDir
    Path folder;

    /** A network whose estimate is the mix times a gain for each channel. */
    private void network(String name, long[] shape, float left, float right) {
        long[] gains = {1, 1, 1, 1};
        for (int axis = 0; axis < 4; axis++) {
            gains[axis] = shape[axis] == 2 ? 2 : 1;
        }
        new TinyGraph()
                .node("Mul", "y", "x", "gains")
                .floats("gains", gains, left, right)
                .input("x", TinyGraph.FLOAT, shape)
                .output("y", TinyGraph.FLOAT, shape)
                .write(folder.resolve(name + ".onnx"));
    }

    @Test
    void constantEstimates_shareTheMixOutByTheirPower_inEveryPublishedLayout() {
        List<long[]> layouts =
                List.of(SHERPA, ORIGINAL, new long[] {1, 2, 512, 1024}, new long[] {1, 1024, 2, 512}, new long[] {
                    512, 1, 1024, 2
                });
        float[][] mix = Signals.stereoNoise(1, 0.5, 527_360);
        for (long[] layout : layouts) {
            network("a", layout, 0.6f, 0.8f);
            network("b", SHERPA, 0.8f, 0.6f);
            float[][][] stems = new float[2][2][527_360];
            try (SegmentEngine engine = open("")) {
                assertThat(engine.stems()).containsExactly("vocals", "accompaniment");
                assertThat(engine.trackLevel()).isEqualTo(TrackLevel.AS_IS);
                engine.separate(mix, stems);
            }
            for (int i = 3072; i < 527_360 - 3072; i++) {
                requireClose(stems[0][0][i], 0.36 * mix[0][i], 1e-6);
                requireClose(stems[0][1][i], 0.64 * mix[1][i], 1e-6);
                requireClose(stems[1][0][i], 0.64 * mix[0][i], 1e-6);
            }
        }
    }

    @Test
    void average_keepsTheSumEqualToTheMix_below120Db() throws IOException {
        network("a", SHERPA, 0.3f, 0.9f);
        network("b", ORIGINAL, 0.7f, 0.2f);
        float[][] mix = Signals.stereoNoise(2, 0.5, 700_000);
        float[][][] stems;
        try (SegmentEngine engine = open(", \"extension\": \"average\"")) {
            stems = track(engine, mix);
            assertThat(track(engine, mix)).isDeepEqualTo(stems);
        }
        double error = 0;
        double energy = 0;
        for (int i = 0; i < 700_000; i++) {
            double difference = (double) stems[0][0][i] + stems[1][0][i] - mix[0][i];
            error += difference * difference;
            energy += (double) mix[0][i] * mix[0][i];
        }
        assertThat(10 * Math.log10(error / energy)).isLessThan(-120);
    }

    @Test
    void zeros_dropEverythingAboveElevenKilohertz() {
        network("a", SHERPA, 0.5f, 0.5f);
        network("b", SHERPA, 0.5f, 0.5f);
        float[][] mix = {Signals.sine(1000, 0.5, 527_360, RATE), Signals.sine(15_000, 0.5, 527_360, RATE)};
        float[][][] stems = new float[2][2][527_360];
        try (SegmentEngine engine = open(", \"extension\": \"zeros\"")) {
            assertThat(engine.fingerprint()).endsWith(";host-spleeter-1,ZEROS");
            engine.separate(mix, stems);
        }
        for (int i = 3072; i < 527_360 - 3072; i++) {
            requireClose(stems[0][0][i], 0.5 * mix[0][i], 1e-6);
            requireClose(stems[0][1][i], 0, 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 393_217})
    void tracksOfAnyLengthAndContent_sumToTheMix(int frames) throws IOException {
        network("a", SHERPA, 1, 1);
        network("b", SHERPA, 0.1f, 0);
        List<float[][]> tracks = List.of(
                new float[2][frames],
                new float[][] {Signals.constant(0.5f, frames), Signals.constant(0.5f, frames)},
                Signals.stereoNoise(3, 1, frames));
        try (SegmentEngine engine = open("")) {
            for (float[][] mix : tracks) {
                float[][][] stems = track(engine, mix);
                for (int i = 0; i < frames; i++) {
                    requireClose(stems[0][0][i] + stems[1][0][i], mix[0][i], 1e-6);
                    requireClose(stems[0][1][i] + stems[1][1][i], mix[1][i], 1e-6);
                }
            }
        }
    }

    @Test
    void networkOfOtherShape_isRefusedByName_withTheShapes() {
        network("a", SHERPA, 1, 1);
        network("b", new long[] {2, 1, 512, 1536}, 1, 1);
        assertRefused("", "b.onnx", "float[2,N,512,1024]", "x float32[2,1,512,1536]", "y float32[2,1,512,1536]");
        network("b", new long[] {2, 3, 512, 1024}, 1, 1);
        assertRefused("", "b.onnx", "x float32[2,3,512,1024]");
        new TinyGraph()
                .node("Transpose", "t", "x")
                .node("Flatten", "y", "t")
                .input("x", TinyGraph.FLOAT, 2, 1, 512, 1024)
                .shapelessOutput("y", TinyGraph.FLOAT)
                .write(folder.resolve("b.onnx"));
        assertRefused("", "b.onnx", "y float32[1024,1024]");
        network("b", SHERPA, Float.NaN, 1);
        assertRefused("", "NaN");
    }

    @Test
    void outputThatStatesNoShape_isSeenInARun() {
        network("a", SHERPA, 1, 1);
        new TinyGraph()
                .node("Transpose", "y", "x")
                .input("x", TinyGraph.FLOAT, 2, 1, 512, 1024)
                .shapelessOutput("y", TinyGraph.FLOAT)
                .write(folder.resolve("b.onnx"));
        float[][] mix = Signals.stereoNoise(4, 0.5, 527_360);
        float[][][] stems = new float[2][2][527_360];
        try (SegmentEngine engine = open("")) {
            engine.separate(mix, stems);
        }
        for (int i = 3072; i < 527_360 - 3072; i += 7) {
            requireClose(stems[1][1][i], 0.5 * mix[1][i], 1e-6);
        }
    }

    @Test
    void networksOfAManifest_areNoModelsOfTheirOwn() {
        network("a", SHERPA, 1, 1);
        network("b", SHERPA, 1, 1);
        try (ModelRegistry registry = new ModelRegistry(folder, null, new SessionSettings(1))) {
            TinyMdx.manifest(folder.resolve("sp.json"), manifest(", \"mistake\": 1"));
            assertThat(registry.list()).extracting(ModelInfo::name).contains("sp", "a", "b");
            TinyMdx.manifest(folder.resolve("sp.json"), manifest(""));
            assertThat(registry.list())
                    .extracting(ModelInfo::name)
                    .contains("sp")
                    .doesNotContain("a", "b");
            assertThatThrownBy(() -> registry.open("a")).hasMessageContaining("installed are spectral, sp.");
        }
    }

    @Test
    void bareNetwork_isRefusedWithTheWayToUseIt() {
        network("a", SHERPA, 1, 1);
        assertThatThrownBy(() -> OnnxSegmentEngine.open(folder.resolve("a.onnx"), new SessionSettings(1)))
                .hasMessageContainingAll("x float32[2,?,512,1024]", "Spleeter", "\"family\":\"spleeter\"");
    }

    @Test
    void mistakesInTheManifest_areNamed() {
        network("a", SHERPA, 1, 1);
        assertManifestRefused("{\"family\":\"spleeter\"}", "2 to 8 stems", "got 0");
        assertManifestRefused(
                "{\"family\":\"spleeter\",\"stems\":[{\"name\":\"vocals\",\"file\":\"a.onnx\"}]}", "got 1");
        assertManifestRefused(stems("a", "a"), "every stem and every file once", "a.onnx, a.onnx");
        assertManifestRefused(stems("a", "c"), "c.onnx", "not there");
        assertManifestRefused(stems("a", "../b"), "got '../b.onnx'");
        assertManifestRefused("{\"family\":\"spleeter\",\"stems\":[null,null]}", "a stem's name", "got 'null'");
        network("b", SHERPA, 1, 1);
        assertRefused(", \"extension\": \"wide\"", "average or zeros", "got 'wide'");
        assertRefused(", \"nFft\": 4096", "extension, family, stems", "got 'nFft'");
    }

    private void assertRefused(String fields, String... parts) {
        assertManifestRefused(manifest(fields), parts);
    }

    private void assertManifestRefused(String json, String... parts) {
        TinyMdx.manifest(folder.resolve("sp.json"), json);
        try (ModelRegistry registry = new ModelRegistry(folder, null, new SessionSettings(1))) {
            assertThatThrownBy(() -> registry.open("sp"))
                    .isInstanceOfSatisfying(
                            AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                    .hasMessageContainingAll(parts);
        }
    }

    private static String stems(String first, String second) {
        return "{\"family\":\"spleeter\",\"stems\":[{\"name\":\"vocals\",\"file\":\"" + first
                + ".onnx\"},{\"name\":\"accompaniment\",\"file\":\"" + second + ".onnx\"}]}";
    }

    private static String manifest(String fields) {
        String plain = stems("a", "b");
        return plain.substring(0, plain.length() - 1) + fields + "}";
    }

    private SegmentEngine open(String fields) {
        Path file = TinyMdx.manifest(folder.resolve("sp.json"), manifest(fields));
        return ModelForm.FAMILY.open(file, new SessionSettings(1));
    }

    private static float[][][] track(SegmentEngine engine, float[][] mix) throws IOException {
        List<float[][]> whole = new ArrayList<>();
        engine.stems().forEach(stem -> whole.add(new float[2][mix[0].length]));
        SeparationInMemory.run(
                engine,
                new ArrayPcm(mix, RATE),
                (start, regions, count) -> {
                    for (int stem = 0; stem < regions.length; stem++) {
                        System.arraycopy(regions[stem][0], 0, whole.get(stem)[0], (int) start, count);
                        System.arraycopy(regions[stem][1], 0, whole.get(stem)[1], (int) start, count);
                    }
                },
                Progress.NONE);
        return whole.toArray(new float[0][][]);
    }

    private static void requireClose(double given, double expected, double tolerance) {
        if (!(Math.abs(given - expected) <= tolerance)) {
            assertThat(given).isCloseTo(expected, within(tolerance));
        }
    }
}
