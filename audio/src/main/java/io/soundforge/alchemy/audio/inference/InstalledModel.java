package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file {@code X.onnx} in the models folder, as model {@code X}. */
record InstalledModel(String name, Path file) {

    /**
     * Describes the model by the shapes that its file states; loading it would cost seconds. The stems are empty when
     * only a run can tell them.
     */
    ModelInfo info(boolean isDefault) {
        Optional<KnownModel> known = KnownModel.of(name);
        String title = known.map(KnownModel::title).orElse(name);
        try {
            OnnxHeader header = OnnxHeader.read(file);
            List<String> stems =
                    ModelContract.of(header.inputs(), header.outputs()).stems().orElse(List.of());
            String description = known.map(KnownModel::description)
                    .orElse(stems.isEmpty() ? "A separation model." : "A model of " + stems.size() + " stems.");
            return new ModelInfo(name, title, description, stems, isDefault, true, false, "");
        } catch (AlchemyException e) {
            return unusable(title, isDefault, "This file obeys no known contract: " + e.getMessage());
        } catch (IOException e) {
            return unusable(title, isDefault, "This file cannot be read as an ONNX model.");
        }
    }

    private ModelInfo unusable(String title, boolean isDefault, String why) {
        return new ModelInfo(name, title, why, List.of(), isDefault, true, false, "Replace the file.");
    }
}
