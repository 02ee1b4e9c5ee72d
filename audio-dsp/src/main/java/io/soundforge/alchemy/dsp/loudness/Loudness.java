package io.soundforge.alchemy.dsp.loudness;

import org.jspecify.annotations.Nullable;

/**
 * EBU R128 figures of a programme.
 *
 * @param integratedLufs null when no block of 400 ms is louder than -70 LUFS
 * @param rangeLu EBU Tech 3342; null when no window of 3 s is louder than -70 LUFS
 * @param maxMomentaryLufs loudest 400 ms; null for silence or less than 400 ms
 * @param maxShortTermLufs loudest 3 s; null for silence or less than 3 s
 * @param truePeakDbtp null for digital silence
 */
public record Loudness(
        @Nullable Double integratedLufs,
        @Nullable Double rangeLu,
        @Nullable Double maxMomentaryLufs,
        @Nullable Double maxShortTermLufs,
        @Nullable Double truePeakDbtp) {}
