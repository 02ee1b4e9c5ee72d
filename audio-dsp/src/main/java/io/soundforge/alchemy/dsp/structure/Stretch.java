package io.soundforge.alchemy.dsp.structure;

/**
 * A part of a track.
 *
 * @param start seconds
 * @param end seconds, later than the start
 * @param label {@code A}, {@code B}, …; the same for parts that sound alike
 */
public record Stretch(double start, double end, String label) {}
