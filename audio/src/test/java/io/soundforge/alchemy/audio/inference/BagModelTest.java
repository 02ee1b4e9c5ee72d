package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BagModelTest {
    private static final int FRAMES = 4096;
    private static final String SPECIALISTS = """
            {"models": ["a.onnx", "b.onnx", "c.onnx", "d.onnx"],
             "weights": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}
            """;

    @TempDir
    Path folder;

    private ModelRegistry models;

    @BeforeEach
    void members() {
        models = new ModelRegistry(folder, null, new SessionSettings(1));
        TinyModels.gains(folder.resolve("a.onnx"), FRAMES, 0.1f, 0.2f, 0.3f, 0.4f);
        TinyModels.gains(folder.resolve("b.onnx"), FRAMES, 1.1f, 1.2f, 1.3f, 1.4f);
        TinyModels.gains(folder.resolve("c.onnx"), FRAMES, 2.1f, 2.2f, 2.3f, 2.4f);
        TinyModels.gains(folder.resolve("d.onnx"), FRAMES, 3.1f, 3.2f, 3.3f, 3.4f);
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void members_areOpenedOneByOne_withTheirWeights() throws IOException {
        manifest(SPECIALISTS);
        // States the right shapes, but ONNX Runtime does not take it.
        unloadable(folder.resolve("b.onnx"));
        SeparationModel bag = models.model("bag");
        assertThat(bag.stems()).isEqualTo(StemLayout.FOUR);
        assertThat(bag.isBag()).isTrue();
        assertThat(bag.members()).hasSize(4);
        assertThat(bag.members().get(2).weight(2)).isEqualTo(1);
        assertThat(bag.members().get(2).weight(1)).isZero();
        float[][] mix = Signals.stereoNoise(2, 1, FRAMES);
        assertThat(separate(bag, 3, mix)[3][0][9]).isEqualTo(3.4f * mix[0][9]);
        assertThatThrownBy(() -> separate(bag, 1, mix))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll("the bag's member b.onnx", "NoSuchOperator");
    }

    @Test
    void manifestWithoutWeights_countsAllAlike() throws IOException {
        manifest("{\"models\": [\"a.onnx\", \"b.onnx\"]}");
        assertThat(models.model("bag").members())
                .allSatisfy(member -> assertThat(member.weight(3)).isEqualTo(1));
    }

    @Test
    void membersOfOtherLengths_areFine() throws IOException {
        TinyModels.identity(folder.resolve("b.onnx"), 4, 2 * FRAMES);
        manifest("{\"models\": [\"a.onnx\", \"b.onnx\"]}");
        SeparationModel bag = models.model("bag");
        try (SegmentEngine longer = bag.members().get(1).opener().open()) {
            assertThat(longer.segmentFrames()).isEqualTo(2 * FRAMES);
        }
    }

    @Test
    void bag_isNoSingleEngine() throws IOException {
        manifest(SPECIALISTS);
        assertThatThrownBy(() -> models.open("bag"))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("bag.json is a bag");
    }

    @Test
    void bag_isListedWithItsStems_andAGraphOfTheSameNameGoesFirst() throws IOException {
        manifest(SPECIALISTS);
        Files.writeString(folder.resolve("a.json"), "{\"a side-car\": 1}");
        assertThat(models.list())
                .filteredOn(ModelInfo::installed)
                .extracting(ModelInfo::id)
                .containsExactly("spectral", "a", "b", "bag", "c", "d");
        assertThat(models.list().get(3).stems()).isEqualTo(StemLayout.FOUR);
        try (SegmentEngine graph = models.open("a")) {
            assertThat(graph.fingerprint()).startsWith("onnxruntime");
        }
    }

    @Test
    void replacedMember_isAnotherBag() throws IOException {
        manifest(SPECIALISTS);
        float[][] mix = Signals.stereoNoise(5, 1, FRAMES);
        SeparationModel bag = models.model("bag");
        separate(bag, 3, mix);
        TinyModels.externalGains(folder.resolve("d.onnx"), "weights", FRAMES, 0, 0, 0, 0.5f);
        assertThat(separate(bag, 3, mix)[3][0][3]).isEqualTo(0.5f * mix[0][3]);
    }

    @Test
    void missingMember_isNamed() throws IOException {
        manifest(SPECIALISTS);
        Files.delete(folder.resolve("c.onnx"));
        assertRefused("c.onnx", "not there");
    }

    @Test
    void memberOfAnotherForm_isNamedBeforeAnythingIsLoaded() throws IOException {
        manifest(SPECIALISTS);
        TinyModels.identity(folder.resolve("c.onnx"), 6, FRAMES);
        assertRefused("member c.onnx", "4 stems", "6 stems");
        TinyModels.wrongRank(folder.resolve("c.onnx"), FRAMES);
        assertRefused("member c.onnx", "stems float32[1,2,4096]");
        Files.writeString(folder.resolve("c.onnx"), "no graph");
        assertRefused("member c.onnx", "cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | models (names)",
                "null | null",
                "nothing | from line 1",
                "{} | got none",
                "{'models': []} | got 0",
                "{'models': ['a.onnx'], 'segment': 7.8} | 'segment'",
                "{'models': ['a.onnx'], 'models': ['b.onnx']} | from line 1",
                "{'models': ['a.onnx']} {} | from line 1",
                "{'models': ['../a.onnx']} | got '../a.onnx'",
                "{'models': ['a.onnx', null]} | got 'null'",
                "{'models': ['bag.json']} | got 'bag.json'",
                "{'models': ['a.onnx', 'a.onnx']} | every model once",
                "{'models': ['a.onnx'], 'weights': []} | for each of its 1 models; got 0",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1]]} | 4 or 6 weights for each model; got 3",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1, -1]]} | got -1.0",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1, null]]} | got null",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1, '1']]} | rows of numbers",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1, 1e999]]} | got Infinity",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 0, 1]]} | stem 3 are all 0",
                "{'models': ['a.onnx', 'b.onnx'], 'weights': [[1, 1, 1, 1], [1, 1, 1, 1, 1, 1]]} | one length",
                "{'models': ['a.onnx'], 'weights': [[1, 1, 1, 1, 1, 1]]} | expected 4 weights"
            })
    void manifestThatIsNotOne_isRefusedAndSaysWhy(String json, String why) throws IOException {
        manifest(json.replace('\'', '"'));
        assertRefused("bag.json", why);
        assertThat(models.list()).filteredOn(model -> model.id().equals("bag")).hasSize(1);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> models.model("bag"))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll(parts);
    }

    private static float[][][] separate(SeparationModel bag, int member, float[][] mix) {
        float[][][] result = new float[4][2][FRAMES];
        try (SegmentEngine engine = bag.members().get(member).opener().open()) {
            engine.separate(mix, result);
        }
        return result;
    }

    private static void unloadable(Path file) {
        new TinyGraph()
                .node("NoSuchOperator", "stems", "mix")
                .input("mix", TinyGraph.FLOAT, 1, 2, FRAMES)
                .output("stems", TinyGraph.FLOAT, 1, 4, 2, FRAMES)
                .write(file);
    }

    private void manifest(String json) throws IOException {
        Files.writeString(folder.resolve("bag.json"), json);
    }
}
