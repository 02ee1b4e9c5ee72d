package io.soundforge.alchemy.contracts.stems;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one separation made, and with how much work.
 *
 * @param model the model that ran
 * @param preview true when it was the built-in engine without trained weights
 * @param fingerprint of the computation: equal fingerprints promise equal bytes
 * @param residualDb the null test: level of (sum of the stems − mix) relative to the mix in dB; -200 or less means equal;
 *     null when only some of the model's stems were computed
 * @param duration seconds of the stems: those of the track, or fewer for a beginning only
 * @param segmentsComputed segments that the node of the job computed
 * @param segmentsFromShelf segments that were there, from an earlier separation or from a node that helped
 * @param reused true when the very same separation had been made before, so that nothing was done at all
 */
public record SeparationReport(
        String model,
        boolean preview,
        String fingerprint,
        @Nullable Double residualDb,
        double duration,
        List<StemReport> stems,
        int segmentsComputed,
        int segmentsFromShelf,
        boolean reused) {
    public SeparationReport {
        stems = List.copyOf(stems);
    }

    /**
     * One stem.
     *
     * @param gain that was applied to it so that it does not clip; 1 in almost all cases
     * @param clipped samples that were cut off all the same
     */
    public record StemReport(String type, double gain, long clipped) {}

    /** The same, made again without any work for a model that may have another name by now. */
    public SeparationReport again(String sameModel) {
        return new SeparationReport(sameModel, preview, fingerprint, residualDb, duration, stems, 0, 0, true);
    }

    /** What a track shows of it. */
    public SeparationFacts facts() {
        double gain = stems.stream().mapToDouble(StemReport::gain).min().orElse(1);
        return new SeparationFacts(model, preview, fingerprint, gain, residualDb);
    }
}
