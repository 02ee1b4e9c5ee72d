package io.soundforge.alchemy.dsp.structure;

/**
 * A part of a track.
 *
 * @param start seconds
 * @param end seconds, later than the start
 * @param label {@code A}, {@code B}, …; the same for parts that sound alike
 * @param startConfidence 0 to 1: how clear the border at the start is; 1 for the start of the track
 */
public record Stretch(double start, double end, String label, double startConfidence) {}
