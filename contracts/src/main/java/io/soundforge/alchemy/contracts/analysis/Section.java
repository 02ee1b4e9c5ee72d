package io.soundforge.alchemy.contracts.analysis;

/**
 * A stretch of the track that is one thing: sections with the same label sound alike.
 *
 * @param start seconds, on a downbeat where there is one
 * @param end seconds; the next section's start
 * @param label {@code A}, {@code B}, … in the order of first appearance
 */
public record Section(double start, double end, String label) {}
