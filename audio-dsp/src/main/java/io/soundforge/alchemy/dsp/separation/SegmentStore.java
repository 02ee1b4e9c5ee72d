package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/**
 * Keeps the finished segments of one pass, so that nothing is computed twice. A store belongs to one combination of
 * audio, engine fingerprint and parameters; who opens it sees to that. Thread-safe; several may share what they keep.
 */
public interface SegmentStore {
    /** Whether a row seems to be there; only {@link #load} can tell whether it is sound. */
    boolean has(int index, int row) throws IOException;

    /**
     * Fetches a row of a segment.
     *
     * @param index position in the {@link SegmentPlan}
     * @param row of the engine
     * @param samples {@code [2][length of the chunk]}, filled only if the answer is true
     * @return whether the row was there, whole
     */
    boolean load(int index, int row, float[][] samples) throws IOException;

    /**
     * Keeps a row of a segment: the engine's output at the level of the track, cut back to the chunk. It appears whole
     * or not at all, and replaces what was there. The arrays are only valid during the call.
     */
    void save(int index, int row, float[][] samples) throws IOException;

    /** Forgets all rows of a segment. */
    void drop(int index) throws IOException;

    /**
     * Says that the caller is going to compute a segment. Advice only: computing a segment twice costs time and nothing
     * else, since its bytes are the same whoever computes it.
     *
     * @return false while somebody else holds the claim
     */
    boolean claim(int index) throws IOException;

    /** Gives a claim back. */
    void release(int index) throws IOException;
}
