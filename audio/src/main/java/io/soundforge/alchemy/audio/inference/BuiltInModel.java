package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.catalogue.ModelCatalogue;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.spectral.SpectralEngine;

/** The engine that needs no weights, so that everything works before a model is installed. */
final class BuiltInModel {
    static final String NAME = "spectral";

    private BuiltInModel() {}

    static SegmentEngine open() {
        return new SpectralEngine();
    }

    static ModelInfo info(boolean isDefault) {
        return new ModelInfo(
                NAME,
                "Spectral preview",
                "A built-in signal-processing engine for previews, no match for a trained model."
                        + ModelCatalogue.builtIn()
                                .find(ModelRegistry.BEST)
                                .map(best -> " " + best.hint())
                                .orElse(""),
                StemLayout.FOUR,
                isDefault,
                true,
                true,
                "");
    }
}
