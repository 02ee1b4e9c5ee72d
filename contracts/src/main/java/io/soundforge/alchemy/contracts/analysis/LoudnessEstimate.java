package io.soundforge.alchemy.contracts.analysis;

import org.jspecify.annotations.Nullable;

/**
 * EBU R128 figures over the whole file in its native channels.
 *
 * @param integratedLufs null when nothing is louder than the absolute gate of -70 LUFS
 * @param loudnessRangeLu null when there is not enough material
 * @param truePeakDbtp null for digital silence
 */
public record LoudnessEstimate(
        @Nullable Double integratedLufs,
        @Nullable Double loudnessRangeLu,
        @Nullable Double truePeakDbtp) {}
