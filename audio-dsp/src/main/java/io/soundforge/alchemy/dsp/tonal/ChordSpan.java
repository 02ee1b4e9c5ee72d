package io.soundforge.alchemy.dsp.tonal;

/**
 * A chord and how long it sounds.
 *
 * @param start seconds
 * @param end seconds; the start of the next
 * @param chord {@code A:min}, {@code C:maj}, or {@code N} for none
 * @param confidence 0 to 1
 */
public record ChordSpan(double start, double end, String chord, double confidence) {}
