package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.catalogue.ModelCatalogue;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier.Verdict;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether installed models are what was installed and do what models must, by a run of each, and whether the default one is there.
 *
 * @param folder need not exist
 * @param configuredDefault DEMUCS_MODEL; null for none
 * @param sessions how trained models run
 */
record ModelsCheck(Path folder, @Nullable String configuredDefault, SessionSettings sessions) implements Check {
    @Override
    public String name() {
        return "models";
    }

    @Override
    public List<Finding> look() {
        try (ModelRegistry registry = new ModelRegistry(folder, configuredDefault, sessions)) {
            List<ModelInfo> all = registry.list();
            List<Finding> findings = new ArrayList<>();
            ModelVerifier verifier = new ModelVerifier(folder, registry);
            all.stream()
                    .filter(model -> model.installed() && !model.preview())
                    .forEach(model -> findings.add(look(registry, verifier, model.id())));
            if (findings.isEmpty()) {
                findings.add(none(all));
            }
            catalogueIsSound(registry, findings);
            defaultIsThere(registry, all, findings);
            return findings;
        }
    }

    private Finding look(ModelRegistry registry, ModelVerifier verifier, String model) {
        String devices = "";
        try {
            devices = String.join(", ", devices(registry.model(model)));
        } catch (AlchemyException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return Finding.problem(name(), model + ": " + e.failure().message(), "Set DEVICE=auto or DEVICE=cpu.");
            }
            // A model that does not open: the verifier says more about why.
        }
        return verified(verifier.verify(model), devices);
    }

    private Finding verified(Verdict verdict, String devices) {
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
                model
                        + (verdict.recorded()
                                ? " is whole and opens on "
                                : " opens (put there by hand, no hash known) on ")
                        + devices);
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

    /** Opens each engine. */
    private static Set<String> devices(SeparationModel model) {
        Set<String> devices = new LinkedHashSet<>();
        for (SeparationModel.Member member : model.members()) {
            try (SegmentEngine engine = member.opener().open()) {
                devices.add(engine.device());
            }
        }
        return devices;
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
