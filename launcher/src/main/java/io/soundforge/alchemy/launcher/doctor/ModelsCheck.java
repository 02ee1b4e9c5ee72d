package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether installed models open and do what models must, by a run of each, and whether the default one is there.
 *
 * @param folder need not exist
 * @param configuredDefault DEMUCS_MODEL; null for none
 */
record ModelsCheck(Path folder, @Nullable String configuredDefault) implements Check {
    @Override
    public String name() {
        return "models";
    }

    @Override
    public List<Finding> look() {
        try (ModelRegistry registry = new ModelRegistry(folder, configuredDefault)) {
            List<ModelInfo> all = registry.list();
            List<Finding> findings = new ArrayList<>();
            all.stream()
                    .filter(model -> model.installed() && !model.preview())
                    .forEach(model -> findings.add(open(registry, model.id())));
            if (findings.isEmpty()) {
                findings.add(none(all));
            }
            defaultIsThere(registry, all, findings);
            return findings;
        }
    }

    private Finding open(ModelRegistry registry, String id) {
        try {
            SeparationModel model = registry.model(id);
            if (model.isBag()) {
                model.members().forEach(member -> member.opener().open().close());
            }
            return Finding.ok(name(), id + " opens and gives " + String.join(", ", model.stems()));
        } catch (AlchemyException e) {
            return Finding.problem(
                    name(),
                    id + " is refused: " + e.failure().message(),
                    "Delete " + folder.resolve(id + ".onnx") + ", or replace it by a model of a known form.");
        }
    }

    private Finding none(List<ModelInfo> all) {
        String hint = all.stream()
                .map(ModelInfo::hint)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("Put a model file into " + folder + ".");
        return Finding.warning(name(), "only the built-in preview 'spectral', no trained model", hint);
    }

    private void defaultIsThere(ModelRegistry registry, List<ModelInfo> all, List<Finding> findings) {
        String wanted = registry.defaultName();
        if (all.stream().noneMatch(model -> model.installed() && model.id().equals(wanted))) {
            findings.add(Finding.problem(
                    name(),
                    "the default model '" + wanted + "' is not installed",
                    "Install it ('alchemy models' says how), or set DEMUCS_MODEL=spectral."));
        }
    }
}
