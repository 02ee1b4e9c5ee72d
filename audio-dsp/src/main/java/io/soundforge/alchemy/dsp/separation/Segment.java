package io.soundforge.alchemy.dsp.separation;

/**
 * One piece of a track and the window an engine sees of it.
 *
 * @param index position in the plan, from 0
 * @param offset first frame of the chunk in the track
 * @param length frames of the chunk: what is kept of the engine's output
 * @param windowStart first frame of the window in the track; negative where the window begins before it
 */
public record Segment(int index, long offset, int length, long windowStart) {
    /** Where the chunk begins inside the window. */
    public int trim() {
        return (int) (offset - windowStart);
    }

    /** First frame after the chunk. */
    public long end() {
        return offset + length;
    }
}
