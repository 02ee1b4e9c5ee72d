package io.soundforge.alchemy.contracts.stems;

/**
 * A stretch of a track.
 *
 * @param from its first frame
 * @param to the first frame behind it
 */
public record FrameRange(long from, long to) {
    public FrameRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("expected a range of at least one frame; got " + from + " to " + to);
        }
    }
}
