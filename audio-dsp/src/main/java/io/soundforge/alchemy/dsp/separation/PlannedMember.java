package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/**
 * An engine that takes part in a separation.
 *
 * @param number its place in the model; it decides where its shifts lie, whoever else takes part
 * @param kept names of the engine's stems that are stored
 * @param weights for each stem of the separation, what this engine counts in its mean; 0 if not at all
 */
public record PlannedMember(int number, EngineTraits traits, List<String> kept, List<Double> weights) {
    public PlannedMember {
        kept = List.copyOf(kept);
        weights = List.copyOf(weights);
    }
}
