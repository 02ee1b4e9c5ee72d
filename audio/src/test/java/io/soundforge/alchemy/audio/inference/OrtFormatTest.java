package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtFormatTest {
    private static final int FRAMES = 4096;

    @TempDir
    Path folder;

    @Test
    void flatFile_separatesAsItsGraphDoes() throws OrtException {
        flat(TinyModels.gains(folder.resolve("x.onnx"), FRAMES, 0.5f, 2, -1, 0.25f), "mine.ort");
        float[][] mix = Signals.stereoNoise(1, 1, FRAMES);
        float[][][] stems = new float[4][2][FRAMES];
        try (ModelRegistry models = registry();
                SegmentEngine engine = models.open("mine")) {
            assertThat(engine.stems()).isEqualTo(StemLayout.FOUR);
            engine.separate(mix, stems);
        }
        for (int i = 0; i < FRAMES; i++) {
            assertThat(stems[1][1][i]).isEqualTo(2 * mix[1][i]);
        }
    }

    @Test
    void hybridFlatFile_isBoundTooAndServesInABag() throws OrtException, IOException {
        float[] gains = {1, 0.5f, 0.25f, 0};
        flat(new TinyHybrid(8192, new float[4], gains).write(folder.resolve("x.onnx")), "y.ort");
        Files.writeString(folder.resolve("bag.json"), "{\"models\": [\"y.ort\"]}");
        float[][] mix = Signals.stereoNoise(2, 1, 8192);
        float[][][] stems = new float[4][2][8192];
        try (ModelRegistry models = registry();
                SegmentEngine engine =
                        models.model("bag").members().get(0).opener().open()) {
            engine.separate(mix, stems);
        }
        assertThat(stems[1][0][4000]).isEqualTo(0.5f * mix[0][4000]);
    }

    @Test
    void damagedFlatFile_isListedAndRefused() throws IOException {
        Files.writeString(folder.resolve("mine.ort"), "this is no model");
        try (ModelRegistry models = registry()) {
            assertThat(models.list()).filteredOn(ModelInfo::installed).hasSize(2);
            assertThatThrownBy(() -> models.open("mine"))
                    .isInstanceOfSatisfying(
                            AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                    .hasMessageContaining("mine.ort")
                    .hasMessageNotContaining(folder.toString());
        }
    }

    /** Has the runtime itself write the graph in its own format. */
    private void flat(Path graph, String name) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(folder.resolve(name).toString());
            options.addConfigEntry("session.save_model_format", "ORT");
            environment.createSession(graph.toString(), options).close();
        }
    }

    private ModelRegistry registry() {
        return new ModelRegistry(folder, null, new SessionSettings(1));
    }
}
