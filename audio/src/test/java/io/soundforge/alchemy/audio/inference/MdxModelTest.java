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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MdxModelTest {
    private static final int RATE = 44_100;

    @TempDir
    Path folder;

    /** The published sizes: what a network gives back unchanged is the mix between bin 3 and its highest. */
    @ParameterizedTest
    @CsvSource({"3072, 256, 7680", "3072, 256, 6144", "2048, 256, 5120", "2048, 128, 4096", "2048, 512, 16384"})
    void identity_givesTheBandOfTheNetwork_andTheRestIsTheRest(int bins, int frames, int size) {
        TinyMdx.gain(folder.resolve("net.onnx"), bins, frames, 1);
        int samples = 1024 * (frames - 1);
        float[] low = Signals.sine(1000, 0.3, samples, RATE);
        float[] high = Signals.sine(21_500, 0.3, samples, RATE);
        float[][] mix = {low.clone(), new float[samples]};
        for (int i = 0; i < samples; i++) {
            mix[0][i] += high[i] + 0.1f;
        }
        float[][][] stems = new float[2][2][samples];
        boolean hearsHigh = 21_500.0 * size / RATE < bins - 4;
        try (SegmentEngine engine = open("\"nFft\": " + size)) {
            assertThat(engine.stems()).containsExactly("vocals", "instrumental");
            assertThat(engine.segmentFrames()).isEqualTo(samples);
            assertThat(engine.tiling().chunkFrames()).isEqualTo(samples - size);
            engine.separate(mix, stems);
        }
        for (int i = size; i < samples - size; i++) {
            double expected = low[i] + (hearsHigh ? high[i] : 0);
            requireClose(stems[0][0][i], expected, 5e-5);
            requireClose(stems[1][0][i], mix[0][i] - expected, 5e-5);
            requireClose(stems[0][1][i], 0, 1e-6);
        }
    }

    @Test
    void factorsOfNetworkAndManifest_multiply_andTheStemsSumToTheMix() throws IOException {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 0.5f);
        float[][] mix = {Signals.sine(997, 0.5, 200_000, RATE), Signals.sine(3001, 0.4, 200_000, RATE)};
        try (SegmentEngine engine = open("\"nFft\": 6144, \"compensate\": 1.02")) {
            float[][][] stems = track(engine, mix);
            assertThat(track(engine, mix)).isDeepEqualTo(stems);
            for (int i = 0; i < 200_000; i++) {
                if (i > 6144 && i < 200_000 - 6144) {
                    requireClose(stems[0][1][i], 0.51 * mix[1][i], 2e-5);
                }
                requireClose(stems[0][0][i] + stems[1][0][i], mix[0][i], 2e-7);
            }
        }
    }

    @Test
    void loudTracks_areHeardAtAPeakOfNineTenths() throws IOException {
        TinyMdx.noisy(folder.resolve("net.onnx"), 3072, 64, 0, 300);
        float[][] quiet = {Signals.sine(500, 0.9, 150_000, RATE), new float[150_000]};
        float[][] loud = {Signals.sine(500, 1.8, 150_000, RATE), new float[150_000]};
        try (SegmentEngine engine = open("\"nFft\": 6144")) {
            assertThat(engine.trackLevel()).isEqualTo(TrackLevel.PEAK_UP_TO_0_9);
            float[][][] ofQuiet = track(engine, quiet);
            float[][][] ofLoud = track(engine, loud);
            // What the network adds of its own does not know the level, so it shows how the track came in.
            double most = 0;
            for (int i = 0; i < 150_000; i++) {
                most = Math.max(most, Math.abs(ofQuiet[0][0][i]));
                requireClose(ofLoud[0][0][i], 2 * ofQuiet[0][0][i], 1e-5);
            }
            assertThat(most).isGreaterThan(0.01);
        }
    }

    @Test
    void denoise_cancelsWhatTheNetworkAddsOfItsOwn() {
        TinyMdx.noisy(folder.resolve("net.onnx"), 3072, 64, 0.5f, 3);
        int samples = 1024 * 63;
        float[][] mix = {Signals.sine(1000, 0.5, samples, RATE), new float[samples]};
        float[][][] stems = new float[2][2][samples];
        try (SegmentEngine engine = open("\"nFft\": 6144, \"denoise\": true")) {
            engine.separate(mix, stems);
            assertThat(engine.fingerprint()).endsWith(";host-mdx-1,nfft-6144,frames-64,compensate-1.0,denoise");
        }
        for (int i = 6144; i < samples - 6144; i++) {
            requireClose(stems[0][0][i], 0.5 * mix[0][i], 1e-5);
        }
    }

    @Test
    void openAxes_areFilledIn() {
        TinyMdx.open(folder.resolve("net.onnx"), 2048, 1);
        try (SegmentEngine engine = open("\"nFft\": 5120")) {
            assertThat(engine.segmentFrames()).isEqualTo(255 * 1024);
        }
        try (SegmentEngine engine = open("\"nFft\": 5120, \"frames\": 96")) {
            assertThat(engine.segmentFrames()).isEqualTo(95 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 57_343, 57_344, 57_345, 150_000})
    void tracksOfAnyLengthAndContent_sumToTheMix(int frames) throws IOException {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 0.7f);
        List<float[][]> tracks = List.of(
                new float[2][frames],
                new float[][] {Signals.constant(0.5f, frames), Signals.constant(0.5f, frames)},
                new float[][] {Signals.impulse(frames / 2, 1, frames), new float[frames]},
                Signals.stereoNoise(6, 1, frames));
        try (SegmentEngine engine = open("\"nFft\": 6144")) {
            for (float[][] track : tracks) {
                float[][][] stems = track(engine, track);
                for (int i = 0; i < frames; i++) {
                    requireClose(stems[0][0][i] + stems[1][0][i], track[0][i], 3e-7);
                }
            }
        }
    }

    @Test
    void otherStems_nameTheirRest() {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 1);
        assertThat(stems("\"stem\": \"instrumental\"")).containsExactly("instrumental", "vocals");
        assertThat(stems("\"stem\": \"drums\"")).containsExactly("drums", "no_drums");
        assertThat(stems("\"stem\": \"reverb\", \"rest\": \"dry\"")).containsExactly("reverb", "dry");
    }

    private List<String> stems(String fields) {
        Path manifest = TinyMdx.manifest(
                folder.resolve("net.json"),
                "{\"family\": \"mdx\", \"file\": \"net.onnx\", \"nFft\": 6144, " + fields + "}");
        try (ModelRegistry registry = registry();
                SegmentEngine engine = registry.openFile(manifest)) {
            return engine.stems();
        }
    }

    @Test
    void manifest_isTheModelOfItsName_evenBesideAGraphOfThatName() {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 1);
        try (ModelRegistry registry = registry()) {
            assertThat(info(registry).stems()).isEmpty();
            assertThat(info(registry).description())
                    .contains("float32[1,4,3072,64]", "MDX-Net", "\"family\":\"mdx\"", "NAME.json");
            manifest("\"nFft\": 6144");
            assertThat(info(registry).stems()).containsExactly("vocals", "instrumental");
            try (SegmentEngine engine = registry.open("net")) {
                assertThat(engine.trackLevel()).isEqualTo(TrackLevel.PEAK_UP_TO_0_9);
                assertThat(engine.normalizesTrack()).isFalse();
            }
        }
    }

    private static ModelInfo info(ModelRegistry registry) {
        return registry.list().stream()
                .filter(model -> model.name().equals("net"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void frameLengthThatTheShapeDoesNotTell_isAskedFor() {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 1);
        assertRefused("\"compensate\": 1.01", "net.json", "nFft", "float32[1,4,3072,64]", "6144 or 7680", "got none");
        TinyMdx.gain(folder.resolve("net.onnx"), 2048, 64, 1);
        assertRefused("\"compensate\": 1.01", "4096, 5120, 6144, 8192 or 16384");
    }

    @Test
    void parametersThatDoNotFit_areRefused() {
        TinyMdx.gain(folder.resolve("net.onnx"), 3072, 64, 1);
        assertRefused("\"nFft\": 4096", "at least 6142", "got 4096", "[1,4,3072,64]");
        assertRefused("\"nFft\": 6145", "got 6145");
        assertRefused("\"nFft\": \"6144\"", "net.json");
        assertRefused("\"nFft\": 6144.5", "net.json");
        assertRefused("\"nFft\": 6144, \"frames\": 256", "64 frames", "got 256");
        assertRefused("\"nFft\": 6144, \"compensate\": 0", "compensate", "got 0");
        assertRefused("\"nFft\": 6144, \"rest\": \"vocals\"", "'vocals' twice");
        assertRefused("\"nFft\": 6144, \"rest\": \"No Vocals\"", "got 'No Vocals'");
        assertRefused("\"nFft\": 6144, \"hop\": 512", "compensate, denoise, family", "got 'hop'");
        assertRefused("\"nFft\": 6144, \"nFft\": 6144", "net.json", "Duplicate", "nFft");
        assertRefused("\"nFft\": 6144,,", "net.json");
    }

    @Test
    void manifestThatNamesNoGraphBesideIt_isRefused() {
        TinyMdx.manifest(folder.resolve("net.json"), "{\"family\":\"mdx\",\"file\":\"../x.onnx\",\"stem\":\"vocals\"}");
        assertOpenFails("name of an .onnx or .ort file beside it", "got '../x.onnx'");
        TinyMdx.manifest(folder.resolve("net.json"), "{\"family\":\"mdx\",\"file\":\"x.onnx\",\"stem\":\"vocals\"}");
        assertOpenFails("x.onnx", "not there");
        TinyMdx.manifest(folder.resolve("net.json"), "{\"family\":\"roformer\",\"file\":\"x.onnx\"}");
        assertOpenFails("mdx or spleeter", "got 'roformer'");
        TinyMdx.manifest(folder.resolve("net.json"), "{\"family\":\"mdx\",\"file\":\"x.onnx\"}");
        assertOpenFails("a stem's name", "got 'null'");
    }

    @Test
    void graphOfOtherShape_isRefusedWithTheShapes() {
        new TinyGraph()
                .node("Identity", "output", "input")
                .input("input", TinyGraph.FLOAT, 1, 2, 3072, 64)
                .output("output", TinyGraph.FLOAT, 1, 2, 3072, 64)
                .write(folder.resolve("net.onnx"));
        assertRefused("\"nFft\": 6144", "net.onnx", "float[N,4,F,T]", "input float32[1,2,3072,64]");
        new TinyGraph()
                .node("Transpose", "output", "input")
                .input("input", TinyGraph.FLOAT, 1, 4, 3072, 64)
                .shapelessOutput("output", TinyGraph.FLOAT)
                .write(folder.resolve("net.onnx"));
        assertRefused("\"nFft\": 6144", "output float32[64,3072,4,1]");
    }

    @Test
    void networkThatIsNotANumber_isRefused() {
        TinyMdx.noisy(folder.resolve("net.onnx"), 3072, 64, 1, Float.NaN);
        assertRefused("\"nFft\": 6144", "NaN");
    }

    @Test
    void refusals_sayWhatAFileSaysOfItself() {
        new TinyGraph()
                .metadata("sep_meta", "{\"n_fft\": 2048,\n \"family\": \"bs_roformer\"}")
                .metadata("zz", "z".repeat(100_000))
                .node("Identity", "output", "input")
                .input("input", TinyGraph.FLOAT, 1, 2, 1025, 801)
                .output("output", TinyGraph.FLOAT, 1, 2, 1025, 801)
                .write(folder.resolve("net.onnx"));
        try (ModelRegistry registry = registry()) {
            assertThatThrownBy(() -> registry.open("net"))
                    .hasMessageContainingAll(
                            "input float32[1,2,1025,801]", "sep_meta={\"n_fft\": 2048, \"family\": \"bs_roformer\"}")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1200));
        }
    }

    private void assertRefused(String fields, String... parts) {
        manifest(fields);
        assertOpenFails(parts);
    }

    private void assertOpenFails(String... parts) {
        try (ModelRegistry registry = registry()) {
            assertThatThrownBy(() -> registry.open("net"))
                    .isInstanceOfSatisfying(
                            AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                    .hasMessageContainingAll(parts)
                    .hasMessageNotContaining(folder.toString());
        }
    }

    private static float[][][] track(SegmentEngine engine, float[][] mix) throws IOException {
        int stems = engine.stems().size();
        float[][][] whole = new float[stems][2][mix[0].length];
        SeparationInMemory.run(
                engine,
                new ArrayPcm(mix, RATE),
                (start, regions, count) -> {
                    for (int stem = 0; stem < stems; stem++) {
                        System.arraycopy(regions[stem][0], 0, whole[stem][0], (int) start, count);
                        System.arraycopy(regions[stem][1], 0, whole[stem][1], (int) start, count);
                    }
                },
                Progress.NONE);
        return whole;
    }

    private SegmentEngine open(String fields) {
        return ModelForm.FAMILY.open(manifest(fields), new SessionSettings(1));
    }

    private Path manifest(String fields) {
        return TinyMdx.manifest(
                folder.resolve("net.json"),
                "{\"family\": \"mdx\", \"file\": \"net.onnx\", \"stem\": \"vocals\", " + fields + "}");
    }

    private ModelRegistry registry() {
        return new ModelRegistry(folder, null, new SessionSettings(1));
    }

    private static void requireClose(double given, double expected, double tolerance) {
        if (!(Math.abs(given - expected) <= tolerance)) {
            assertThat(given).isCloseTo(expected, within(tolerance));
        }
    }
}
