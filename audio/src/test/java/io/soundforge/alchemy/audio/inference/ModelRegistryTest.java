package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    private static final int FRAMES = 4096;

    @TempDir
    Path folder;

    private @Nullable ModelRegistry opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void withoutModelsFolder_onlyThePreviewEngineIsInstalledAndTheHintsSayHowToGetMore() {
        List<ModelInfo> models = new ModelRegistry(folder.resolve("absent"), null, new SessionSettings(1)).list();
        assertThat(models).extracting(ModelInfo::id).startsWith("spectral", "htdemucs", "htdemucs_ft", "htdemucs_6s");
        assertThat(models)
                .extracting(ModelInfo::installed)
                .startsWith(true, false, false, false)
                .containsOnlyOnce(true);
        assertThat(models.get(0).preview()).isTrue();
        assertThat(models.get(0).isDefault()).isTrue();
        assertThat(models.get(0).description())
                .contains("no match for a trained model", "alchemy models pull htdemucs");
        assertThat(models.get(1).hint()).contains("alchemy models pull htdemucs", "/api/models/download");
        assertThat(models.get(1).obtainable()).isTrue();
        assertThat(models.get(3).stems()).contains("guitar", "piano");
    }

    @Test
    void builtInEngine_opensWithoutAnyFile_andHasTheStemsThatTheListPromises() {
        ModelRegistry models = registry(null);
        try (SegmentEngine engine = models.open(null)) {
            assertThat(engine.stems()).isEqualTo(models.list().get(0).stems());
            assertThat(engine.fingerprint()).startsWith("spectral");
        }
    }

    @Test
    void htdemucsInTheFolder_becomesTheDefaultAndStandsFirst() {
        TinyModels.identity(folder.resolve("htdemucs.onnx"), 4, FRAMES);
        TinyModels.identity(folder.resolve("mine.onnx"), 6, FRAMES);
        List<ModelInfo> models = registry(null).list();
        assertThat(models)
                .extracting(ModelInfo::id)
                .startsWith("htdemucs", "spectral", "mine", "htdemucs_ft", "htdemucs_6s");
        assertThat(models.get(0).isDefault()).isTrue();
        assertThat(models.get(0).hint()).isEmpty();
        assertThat(models.get(2).stems()).hasSize(6);
        assertThat(registry(null).defaultName()).isEqualTo("htdemucs");
    }

    @Test
    void configuredDefault_isTakenWhenNoneIsNamed() {
        TinyModels.identity(folder.resolve("htdemucs.onnx"), 4, FRAMES);
        TinyModels.identity(folder.resolve("mine.onnx"), 6, FRAMES);
        try (SegmentEngine engine = registry("mine").open(null)) {
            assertThat(engine.stems()).hasSize(6);
        }
    }

    @Test
    void configuredDefaultThatIsNotThere_isAnErrorAndNotSilentlyAnotherModel() {
        assertUnknown(registry("mine"), null, "'mine'", "installed are spectral");
    }

    @Test
    void unknownName_isRefusedWithTheInstalledNames() {
        TinyModels.identity(folder.resolve("mine.onnx"), 4, FRAMES);
        assertUnknown(registry(null), "other", "'other'", "spectral, mine");
        assertUnknown(registry(null), "htdemucs_6s", "alchemy models pull htdemucs_6s");
    }

    @Test
    void names_neverBecomePaths() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("models")).resolve("../mine.onnx");
        TinyModels.identity(outside, 4, FRAMES);
        try (ModelRegistry models = new ModelRegistry(folder.resolve("models"), null)) {
            assertUnknown(models, "../mine", "'../mine'");
            assertUnknown(models, outside.toString(), "is installed");
        }
    }

    @Test
    void otherFilesInTheFolder_areNoModels() throws IOException {
        Files.writeString(folder.resolve(".htdemucs.onnx"), "hidden");
        Files.writeString(folder.resolve("notes.txt"), "text");
        Files.writeString(folder.resolve("spectral.onnx"), "taken name");
        Files.createDirectory(folder.resolve("folder.onnx"));
        assertThat(registry(null).list()).filteredOn(ModelInfo::installed).hasSize(1);
    }

    @Test
    void unusableFile_isListedWithTheReasonAndRefusedWhenOpened() throws IOException {
        Files.writeString(folder.resolve("broken.onnx"), "this is no model");
        TinyModels.wrongRank(folder.resolve("flat.onnx"), FRAMES);
        List<ModelInfo> models = registry(null).list();
        assertThat(models.get(1).description()).contains("cannot be read");
        assertThat(models.get(2).description()).contains("[1,2,4096]");
        assertThatThrownBy(() -> registry(null).open("broken"))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
    }

    @Test
    void engineThatCameBack_isLentAgain_untilItsFileChanges() {
        Path model = TinyModels.gains(folder.resolve("mine.onnx"), FRAMES, 1, 2, 3, 4);
        ModelRegistry models = registry(null);
        String first = fingerprint(models, "mine");
        assertThat(fingerprint(models, "mine")).isEqualTo(first);
        TinyModels.gains(model, 8192, 1, 2, 3, 4);
        try (SegmentEngine engine = models.open("mine")) {
            assertThat(engine.segmentFrames()).isEqualTo(8192);
        }
    }

    @Test
    void twoLoansAtATime_areTwoEngines() {
        TinyModels.gains(folder.resolve("mine.onnx"), FRAMES, 1, 2, 3, 4);
        ModelRegistry models = registry(null);
        try (SegmentEngine one = models.open("mine");
                SegmentEngine two = models.open("mine")) {
            float[][][] fromOne = new float[4][2][FRAMES];
            float[][][] fromTwo = new float[4][2][FRAMES];
            float[][] mix = new float[2][FRAMES];
            mix[0][5] = 0.5f;
            one.separate(mix, fromOne);
            mix[0][5] = 0.25f;
            two.separate(mix, fromTwo);
            assertThat(fromOne[1][0][5]).isEqualTo(1f);
            assertThat(fromTwo[1][0][5]).isEqualTo(0.5f);
        }
    }

    @Test
    void closedLoan_doesNotReachTheEngineAnyMore() {
        TinyModels.gains(folder.resolve("mine.onnx"), FRAMES, 1, 2, 3, 4);
        SegmentEngine engine = registry(null).open("mine");
        engine.close();
        engine.close();
        assertThatThrownBy(engine::stems).hasMessageContaining("closed");
    }

    @Test
    void openFile_takesAModelFromAnywhere() {
        Path elsewhere = TinyModels.identity(folder.resolve("x.onnx"), 4, FRAMES);
        try (ModelRegistry models = new ModelRegistry(folder.resolve("absent"), null);
                SegmentEngine engine = models.openFile(elsewhere)) {
            assertThat(engine.stems()).hasSize(4);
            assertThatThrownBy(() -> models.openFile(folder.resolve("y.onnx")))
                    .isInstanceOfSatisfying(
                            AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL));
        }
    }

    private static void assertUnknown(ModelRegistry models, @Nullable String name, String... parts) {
        assertThatThrownBy(() -> models.open(name))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL))
                .hasMessageContainingAll(parts);
    }

    private static String fingerprint(ModelRegistry models, String name) {
        try (SegmentEngine engine = models.open(name)) {
            return engine.fingerprint();
        }
    }

    private ModelRegistry registry(@Nullable String configuredDefault) {
        close();
        ModelRegistry fresh = new ModelRegistry(folder, configuredDefault, new SessionSettings(1));
        opened = fresh;
        return fresh;
    }
}
