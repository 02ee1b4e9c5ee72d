package io.soundforge.alchemy.contracts.analysis;

import org.jspecify.annotations.Nullable;

/**
 * EBU R128 figures over the whole file in its native channels.
 *
 * @param integratedLufs null when nothing is louder than the absolute gate of -70 LUFS
 * @param loudnessRangeLu null when there is not enough material
 * @param truePeakDbtp null for digital silence
 * @param maxMomentaryLufs the loudest 400 ms; null like the integrated loudness, and in analyses of earlier releases
 * @param maxShortTermLufs the loudest 3 s; null for less than that, and in analyses of earlier releases
 */
public record LoudnessEstimate(
        @Nullable Double integratedLufs,
        @Nullable Double loudnessRangeLu,
        @Nullable Double truePeakDbtp,
        @Nullable Double maxMomentaryLufs,
        @Nullable Double maxShortTermLufs) {
    /** Figures without the maxima. */
    public LoudnessEstimate(
            @Nullable Double integratedLufs, @Nullable Double loudnessRangeLu, @Nullable Double truePeakDbtp) {
        this(integratedLufs, loudnessRangeLu, truePeakDbtp, null, null);
    }
}
