package io.soundforge.alchemy.contracts.model;

import java.util.List;

/**
 * A separation model that can be named in a request, or installed.
 *
 * @param stems in the order of the model's output
 * @param preview true for the built-in engine, which needs no weights and is no match for a trained model
 * @param hint what to do to install it; empty when it is installed
 */
public record ModelInfo(
        String id,
        String name,
        String description,
        List<String> stems,
        boolean isDefault,
        boolean installed,
        boolean preview,
        String hint) {
    public ModelInfo {
        stems = List.copyOf(stems);
    }
}
