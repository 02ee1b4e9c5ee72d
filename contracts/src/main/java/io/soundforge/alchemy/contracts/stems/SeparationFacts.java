package io.soundforge.alchemy.contracts.stems;

import org.jspecify.annotations.Nullable;

/**
 * How a track's stems came about.
 *
 * @param model the model that ran
 * @param preview true when it was the built-in engine without trained weights
 * @param fingerprint of the computation: equal fingerprints promise equal bytes
 * @param gain the smallest that was applied to a stem so that none clips; 1 in almost all cases
 * @param residualDb level of (sum of the stems − mix) relative to the mix in dB; -200 or less means equal;
 *     null when only some of the model's stems were computed
 */
public record SeparationFacts(
        String model,
        boolean preview,
        String fingerprint,
        double gain,
        @Nullable Double residualDb) {}
