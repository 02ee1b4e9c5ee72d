package io.soundforge.alchemy.gateway.models;

import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.util.List;

/**
 * A model as callers see it: our facts, and those that old clients know.
 *
 * @param version of the model's family; {@code unknown} for models that somebody put there
 * @param url where the family comes from; empty when not known
 * @param licence what the catalogue says; empty when nothing is known
 * @param obtainable whether {@code POST /api/models/download} can install it by its name
 * @param internal whether this program knows the model by name
 */
record ModelView(
        String id,
        String name,
        String description,
        String version,
        String url,
        boolean isDefault,
        boolean internal,
        boolean installed,
        List<String> stems,
        boolean preview,
        String hint,
        String licence,
        boolean obtainable) {
    private static final List<String> DEMUCS = List.of("htdemucs", "htdemucs_ft", "htdemucs_6s", "hdemucs_mmi");
    private static final String DEMUCS_VERSION = "4.0.0";
    private static final String DEMUCS_URL = "https://github.com/facebookresearch/demucs";
    private static final String UNKNOWN = "unknown";

    /** @param ownVersion of this program, which the built-in engine is a part of */
    static ModelView of(ModelInfo model, String ownVersion) {
        boolean demucs = DEMUCS.contains(model.id());
        return new ModelView(
                model.id(),
                model.name(),
                model.description(),
                demucs ? DEMUCS_VERSION : model.preview() ? ownVersion : UNKNOWN,
                demucs ? DEMUCS_URL : "",
                model.isDefault(),
                demucs || model.preview(),
                model.installed(),
                model.stems(),
                model.preview(),
                model.hint(),
                model.licence(),
                model.obtainable());
    }
}
