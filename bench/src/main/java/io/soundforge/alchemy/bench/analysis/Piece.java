package io.soundforge.alchemy.bench.analysis;

/**
 * Music and its truth.
 *
 * @param samples mono
 * @param sampleRate Hz
 */
public record Piece(PieceTruth truth, float[] samples, int sampleRate) {}
