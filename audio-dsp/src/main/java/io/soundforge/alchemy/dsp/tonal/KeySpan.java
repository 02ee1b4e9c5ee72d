package io.soundforge.alchemy.dsp.tonal;

/**
 * A stretch of a track in one key.
 *
 * @param start seconds
 * @param end seconds; of the last stretch, where the last frame ends
 */
public record KeySpan(double start, double end, MusicalKey key) {}
