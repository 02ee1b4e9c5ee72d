package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.inference.SessionSettings;
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
 * Whether installed models open and do what models must, by a run of each, and whether the default one is there.
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
            return Finding.ok(
                    name(),
                    id + " opens and gives " + String.join(", ", model.stems()) + ", on "
                            + String.join(", ", devices(model)));
        } catch (AlchemyException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return Finding.problem(name(), id + ": " + e.failure().message(), "Set DEVICE=auto or DEVICE=cpu.");
            }
            return Finding.problem(
                    name(),
                    id + " is refused: " + e.failure().message(),
                    "Delete " + folder.resolve(id + ".onnx") + ", or replace it by a model of a known form.");
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
