package io.soundforge.alchemy.audio.separation;

import java.util.List;

/**
 * What a separation made.
 *
 * @param model name of the model that ran
 * @param fingerprint of the engine
 * @param gain applied to all stems alike so that none clips in an integer format; 1 in almost all cases
 * @param residualDb level of (sum of all stems that the engine gave − mix) relative to the mix, in dB; -infinity when
 *     they are equal. Where only some specialists of a bag ran, the other stems are what is missing
 */
public record SeparationResult(
        List<SeparatedStem> stems, String model, String fingerprint, double gain, double residualDb) {
    public SeparationResult {
        stems = List.copyOf(stems);
    }
}
