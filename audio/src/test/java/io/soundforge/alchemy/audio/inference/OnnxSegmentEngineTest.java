package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxSegmentEngineTest {
    private static final int FRAMES = 4096;
    private static final SessionSettings ONE_CORE = new SessionSettings(1);

    @TempDir
    Path folder;

    @Test
    void fourRows_areDrumsBassOtherVocals() {
        try (OnnxSegmentEngine engine = open(TinyModels.identity(file(), 4, FRAMES))) {
            assertThat(engine.stems()).containsExactly("drums", "bass", "other", "vocals");
            assertThat(engine.segmentFrames()).isEqualTo(FRAMES);
        }
    }

    @Test
    void sixRows_addGuitarAndPiano() {
        try (OnnxSegmentEngine engine = open(TinyModels.identity(file(), 6, FRAMES))) {
            assertThat(engine.stems()).containsExactly("drums", "bass", "other", "vocals", "guitar", "piano");
        }
    }

    @Test
    void separate_putsEveryRowAndChannelInItsPlace_runAfterRun() {
        float[] gains = {0.5f, -1, 0.25f, 2};
        try (OnnxSegmentEngine engine = open(TinyModels.gains(file(), FRAMES, gains))) {
            float[][][] stems = new float[4][2][FRAMES];
            for (float level : new float[] {1, 0.125f}) {
                float[][] mix = ramp(level);
                engine.separate(mix, stems);
                for (int stem = 0; stem < 4; stem++) {
                    for (int channel = 0; channel < 2; channel++) {
                        // Powers of two, so that the products are exact.
                        assertThat(stems[stem][channel][1000]).isEqualTo(gains[stem] * mix[channel][1000]);
                        assertThat(stems[stem][channel][FRAMES - 1]).isEqualTo(gains[stem] * mix[channel][FRAMES - 1]);
                    }
                }
            }
        }
    }

    @Test
    void shapeThatOnlyARunCanTell_isFoundByTheProbe() {
        try (OnnxSegmentEngine engine = open(TinyModels.silentAboutItsOutput(file(), 6, FRAMES))) {
            assertThat(engine.stems()).hasSize(6);
            float[][] mix = ramp(1);
            float[][][] stems = new float[6][2][FRAMES];
            engine.separate(mix, stems);
            assertThat(stems[5][1][77]).isCloseTo(mix[1][77] / 6, within(1e-7f));
        }
    }

    @Test
    void numberOfStemsThatNoModelHas_isRefusedWithTheShapes() {
        assertRefused(
                TinyModels.identity(file(), 5, FRAMES), "mix float32[1,2,4096]", "stems float32[1,5,2,4096]", "4 or 6");
    }

    @Test
    void numberOfStemsThatNoModelHas_isRefusedByTheProbeToo() {
        assertRefused(
                TinyModels.silentAboutItsOutput(file(), 3, FRAMES),
                "mix float32[1,2,4096]",
                "a test run gave stems float32[1,3,2,4096]");
    }

    @Test
    void outputOfRankThree_isRefusedWithTheShapes() {
        assertRefused(TinyModels.wrongRank(file(), FRAMES), "[1,2,4096]", "stems float32[1,2,4096]");
    }

    @Test
    void outputThatIsNotANumber_isRefused() {
        assertRefused(TinyModels.notANumber(file(), FRAMES), "NaN");
    }

    @Test
    void otherElementType_isRefusedWithTheType() {
        Path model = new TinyGraph()
                .cast(11, "stems", "mix")
                .input("mix", TinyGraph.FLOAT, 1, 2, FRAMES)
                .output("stems", 11, 1, 2, FRAMES)
                .write(file());
        assertRefused(model, "stems float64[1,2,4096]");
    }

    @Test
    void damagedFile_isRefusedWithoutNamingTheFolder() throws IOException {
        Path model = TinyModels.identity(file(), 4, FRAMES);
        byte[] bytes = Files.readAllBytes(model);
        Files.write(model, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> open(model))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContaining("model.onnx")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void unknownOperator_isRefusedWithoutNamingTheFolder() {
        Path model = new TinyGraph()
                .node("NoSuchOperator", "stems", "mix")
                .input("mix", TinyGraph.FLOAT, 1, 2, FRAMES)
                .output("stems", TinyGraph.FLOAT, 1, 4, 2, FRAMES)
                .write(file());
        assertThatThrownBy(() -> open(model))
                .hasMessageContaining("NoSuchOperator")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void graphThatIsNotANumberForSilence_isRefused() {
        assertRefused(TinyModels.notANumberForSilence(file(), FRAMES), "silence", "NaN", "stems float32[1,4,2,4096]");
    }

    @Test
    void nanInASegment_failsInsteadOfSpreading() {
        try (OnnxSegmentEngine engine = open(TinyModels.notANumberWhenLoud(file(), FRAMES))) {
            float[][] mix = new float[2][FRAMES];
            mix[1][77] = 2.5f;
            assertThatThrownBy(() -> engine.separate(mix, new float[4][2][FRAMES]))
                    .isInstanceOf(AlchemyException.class)
                    .hasMessageContainingAll("NaN", "drums");
        }
    }

    @Test
    void weightsOf16Bits_areUsed() {
        assertGains(TinyModels.halfGains(file(), FRAMES, 0.5f, -1, 0.25f, 2), FRAMES, 0);
    }

    @Test
    void samplesOf16Bits_areRoundedOnTheWayInAndWidenedOnTheWayOut() {
        // Half a unit in the last place of numbers below 1 with 11 bits, times a gain of 2.
        assertGains(TinyModels.halfPrecision(file(), FRAMES, 0.5f, -1, 0.25f, 2), FRAMES, 2 * 0x1p-12);
    }

    @Test
    void openAxes_takeTheLengthOfTheTraining() {
        assertGains(TinyModels.openAxes(file(), 0.5f, -1, 0.25f, 2), 343_980, 0);
    }

    private static void assertGains(Path model, int frames, double tolerance) {
        float[] gains = {0.5f, -1, 0.25f, 2};
        try (OnnxSegmentEngine engine = open(model)) {
            assertThat(engine.segmentFrames()).isEqualTo(frames);
            float[][] mix = Signals.stereoNoise(1, 0.99, frames);
            float[][][] stems = new float[4][2][frames];
            engine.separate(mix, stems);
            double largest = 0;
            for (int i = 0; i < 8 * frames; i++) {
                float given = stems[i % 4][i / 4 % 2][i / 8];
                largest = Math.max(largest, Math.abs(given - gains[i % 4] * mix[i / 4 % 2][i / 8]));
            }
            assertThat(largest).isLessThanOrEqualTo(tolerance);
        }
    }

    @Test
    void fingerprint_isStableAndFollowsWeightsAndSettings() {
        Path model = TinyModels.gains(file(), FRAMES, 1, 0, 0, 0);
        String first = fingerprint(model, ONE_CORE);
        assertThat(fingerprint(model, ONE_CORE)).isEqualTo(first).contains("1.28.0");
        assertThat(fingerprint(model, new SessionSettings(2))).isNotEqualTo(first);
        TinyModels.gains(file(), FRAMES, 0, 1, 0, 0);
        assertThat(fingerprint(model, ONE_CORE)).isNotEqualTo(first);
    }

    @Test
    void weightsBesideTheGraph_areUsedAndFingerprinted() {
        Path model = TinyModels.externalGains(file(), "tiny.bin", FRAMES, 1, 2, 3, 4);
        String first = fingerprint(model, ONE_CORE);
        TinyModels.externalGains(file(), "tiny.bin", FRAMES, 4, 3, 2, 1);
        assertThat(fingerprint(model, ONE_CORE)).isNotEqualTo(first);
        try (OnnxSegmentEngine engine = open(model)) {
            float[][][] stems = new float[4][2][FRAMES];
            engine.separate(ramp(1), stems);
            assertThat(stems[0][0][8]).isEqualTo(4 * ramp(1)[0][8]);
        }
    }

    @Test
    void missingWeightsBesideTheGraph_areRefused() throws IOException {
        Path model = TinyModels.externalGains(file(), "tiny.bin", FRAMES, 1, 2, 3, 4);
        Files.delete(folder.resolve("tiny.bin"));
        assertRefused(model, "weights beside it");
    }

    @Test
    void weightsOutsideTheFolder_areRefused() {
        Path model = TinyModels.externalGains(file(), "tiny.bin", FRAMES, 1, 2, 3, 4);
        new TinyGraph()
                .external("gains", new long[] {1, 4, 1, 1}, "../secret.bin")
                .input("mix", TinyGraph.FLOAT, 1, 2, FRAMES)
                .output("stems", TinyGraph.FLOAT, 1, 4, 2, FRAMES)
                .write(model);
        assertRefused(model, "outside its folder");
    }

    private void assertRefused(Path model, String... parts) {
        assertThatThrownBy(() -> open(model))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll(parts);
    }

    private static OnnxSegmentEngine open(Path model) {
        return OnnxSegmentEngine.open(model, ONE_CORE);
    }

    private static String fingerprint(Path model, SessionSettings settings) {
        try (OnnxSegmentEngine engine = OnnxSegmentEngine.open(model, settings)) {
            return engine.fingerprint();
        }
    }

    private Path file() {
        return folder.resolve("model.onnx");
    }

    private static float[][] ramp(float level) {
        float[][] mix = new float[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            mix[0][i] = level * i / FRAMES;
            mix[1][i] = -level * (FRAMES - i) / FRAMES;
        }
        return mix;
    }
}
