package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/** How much room there is for finished segments. Thread-safe. */
public interface SegmentSpace {
    /** As much as anyone wants. */
    SegmentSpace UNBOUNDED = new SegmentSpace() {
        @Override
        public long budget() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean makeRoom(long bytes) {
            return true;
        }
    };

    /** The most bytes that may be kept. */
    long budget();

    /**
     * Reclaims what others have left, the least recently used first.
     *
     * @return whether so many bytes more fit now; if not, the caller drops segments of its own that it can do without
     */
    boolean makeRoom(long bytes) throws IOException;
}
