package io.soundforge.alchemy.contracts.model;

import java.util.List;

/**
 * A separation model that can be named in a request, or installed.
 *
 * @param stems in the order of the model's output
 * @param preview true for the built-in engine, which needs no weights and is no match for a trained model
 * @param hint what to do to install it; empty when it is installed
 * @param licence what the catalogue says, a short name such as {@code MIT}; empty when nothing is known
 * @param obtainable whether it can be installed by its name alone
 */
public record ModelInfo(
        String id,
        String name,
        String description,
        List<String> stems,
        boolean isDefault,
        boolean installed,
        boolean preview,
        String hint,
        String licence,
        boolean obtainable) {
    public ModelInfo {
        stems = List.copyOf(stems);
    }

    /** A model of which the catalogue knows nothing, or that is here already. */
    public ModelInfo(
            String id,
            String name,
            String description,
            List<String> stems,
            boolean isDefault,
            boolean installed,
            boolean preview,
            String hint) {
        this(id, name, description, stems, isDefault, installed, preview, hint, "", false);
    }
}
