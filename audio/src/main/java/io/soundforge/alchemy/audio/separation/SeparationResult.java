package io.soundforge.alchemy.audio.separation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a separation made.
 *
 * @param model name of the model that ran
 * @param fingerprint of its engines
 * @param frames of every stem: those of the track, or fewer for a preview
 * @param residualDb the null test: level of (sum of all stems of the model − mix) relative to the mix, in dB, over these
 *     frames; -infinity when they are equal. Null when only some engines of a bag ran, so that some stems are not known
 * @param computed segments that were computed
 * @param reused segments that were there, from an earlier run or another worker
 */
public record SeparationResult(
        List<SeparatedStem> stems,
        String model,
        String fingerprint,
        long frames,
        @Nullable Double residualDb,
        int computed,
        int reused) {
    public SeparationResult {
        stems = List.copyOf(stems);
    }

    /** The same with the stems elsewhere. */
    public SeparationResult withStems(List<SeparatedStem> moved) {
        return new SeparationResult(moved, model, fingerprint, frames, residualDb, computed, reused);
    }

    /** The smallest gain of the stems; with one common gain that of all. */
    public double gain() {
        return stems.stream().mapToDouble(SeparatedStem::gain).min().orElse(1);
    }
}
