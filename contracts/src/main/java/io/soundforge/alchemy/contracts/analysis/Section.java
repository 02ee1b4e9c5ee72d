package io.soundforge.alchemy.contracts.analysis;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the track that is one thing: sections with the same label sound alike.
 *
 * @param start seconds, on a downbeat where there is one
 * @param end seconds; the next section's start
 * @param label {@code A}, {@code B}, … in the order of first appearance
 * @param startConfidence 0 to 1: how clear the border at the start is; 1 for the start of the track, null in analyses of
 *     earlier releases
 */
public record Section(
        double start, double end, String label, @Nullable Double startConfidence) {
    /** A section whose border was not rated. */
    public Section(double start, double end, String label) {
        this(start, end, label, null);
    }
}
