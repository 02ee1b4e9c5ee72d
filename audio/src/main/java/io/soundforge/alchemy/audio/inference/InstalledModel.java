package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file {@code X.onnx} in the models folder, or {@code X.ort} or {@code X.json}, as model {@code X}. */
record InstalledModel(String name, Path file, ModelForm form) {

    /** The model that a file stands for, if any. */
    static Optional<InstalledModel> of(Path file) {
        return ModelName.ofFile(file)
                .flatMap(name -> ModelForm.of(file).map(form -> new InstalledModel(name, file, form)));
    }

    /** The files that are of use with this manifest only; none for other models, and none while it has mistakes. */
    List<Path> networks() {
        try {
            return form == ModelForm.FAMILY
                    ? FamilyManifest.read(file).files().stream()
                            .map(file::resolveSibling)
                            .toList()
                    : List.of();
        } catch (AlchemyException | IOException e) {
            // It is listed with its mistakes, and so are the networks.
            return List.of();
        }
    }

    /**
     * Describes the model by the shapes that its file states; loading it would cost seconds. The stems are empty when
     * only a run can tell them.
     */
    ModelInfo info(boolean isDefault, Optional<CatalogueEntry> known) {
        String title = known.map(CatalogueEntry::title).orElse(name);
        try {
            List<String> stems = form.statedStems(file);
            String description = known.map(CatalogueEntry::description)
                    .filter(text -> !text.isEmpty())
                    .orElse(stems.isEmpty() ? "A separation model." : "A model of " + stems.size() + " stems.");
            return new ModelInfo(name, title, description, stems, isDefault, true, false, "");
        } catch (AlchemyException e) {
            return unusable(title, isDefault, "This file obeys no known contract: " + e.getMessage());
        } catch (IOException e) {
            return unusable(title, isDefault, "This file cannot be read as a model.");
        }
    }

    private ModelInfo unusable(String title, boolean isDefault, String why) {
        return new ModelInfo(name, title, why, List.of(), isDefault, true, false, "Replace the file.");
    }
}
