package io.soundforge.alchemy.contracts.stems;

/**
 * How a track's stems came about.
 *
 * @param model the model that ran
 * @param preview true when it was the built-in engine without trained weights
 * @param fingerprint of the computation: equal fingerprints promise equal bytes
 * @param gain applied to all stems alike so that none clips in an integer format; 1 in almost all cases
 * @param residualDb level of (sum of the stems − mix) relative to the mix in dB; -200 or less means equal
 */
public record SeparationFacts(String model, boolean preview, String fingerprint, double gain, double residualDb) {}
