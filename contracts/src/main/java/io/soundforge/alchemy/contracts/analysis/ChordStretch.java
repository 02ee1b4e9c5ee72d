package io.soundforge.alchemy.contracts.analysis;

/**
 * A chord and how long it sounds, on beats where there are any.
 *
 * @param start seconds
 * @param end seconds; the start of the next
 * @param chord root and kind as Harte writes them, {@code A:min} or {@code C:maj}; {@code N} where there is no chord
 * @param confidence 0 to 1
 */
public record ChordStretch(double start, double end, String chord, double confidence) {}
