package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/**
 * Keeps finished segments, so that an interrupted separation computes nothing twice. A store belongs to one
 * combination of audio, engine fingerprint and parameters; who opens it sees to that.
 */
public interface SegmentStore {
    /** Keeps nothing. */
    SegmentStore NONE = new SegmentStore() {
        @Override
        public boolean load(int index, float[][][] stems) {
            return false;
        }

        @Override
        public void save(int index, float[][][] stems) {
            // Nothing is kept.
        }
    };

    /**
     * Fetches a segment.
     *
     * @param index position in the {@link SegmentPlan}; with {@link Shifts}, those of each pass after those of the last
     * @param stems {@code [stem][2][length of the chunk]}, filled only if the answer is true
     * @return whether the segment was there, whole
     */
    boolean load(int index, float[][][] stems) throws IOException;

    /**
     * Keeps a segment: the engine's output at the level of the track, cut back to the chunk. The arrays are only valid
     * during the call.
     */
    void save(int index, float[][][] stems) throws IOException;
}
