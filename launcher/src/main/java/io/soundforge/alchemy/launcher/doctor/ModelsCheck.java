package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelCatalogue;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier.Verdict;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether installed models are what was installed and do what models must, by a run of each, and whether the default one is there.
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
            ModelVerifier verifier = new ModelVerifier(folder, registry);
            all.stream()
                    .filter(model -> model.installed() && !model.preview())
                    .forEach(model -> findings.add(verified(verifier.verify(model.id()))));
            if (findings.isEmpty()) {
                findings.add(none(all));
            }
            catalogueIsSound(registry, findings);
            defaultIsThere(registry, all, findings);
            return findings;
        }
    }

    private Finding verified(Verdict verdict) {
        String model = verdict.model();
        if (!verdict.sound()) {
            return Finding.problem(
                    name(),
                    model + " is refused: " + String.join("; ", verdict.problems()),
                    "Install it again, or remove it: alchemy models remove " + model + " (its files are in " + folder
                            + ").");
        }
        return Finding.ok(
                name(),
                model + (verdict.recorded() ? " is whole and opens" : " opens (put there by hand, no hash known)"));
    }

    private void catalogueIsSound(ModelRegistry registry, List<Finding> findings) {
        try {
            registry.catalogue();
        } catch (AlchemyException e) {
            findings.add(Finding.problem(
                    name(),
                    "the catalogue of the models folder is not used: "
                            + e.failure().message(),
                    "Correct " + folder.resolve(ModelCatalogue.FILE) + "."));
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
