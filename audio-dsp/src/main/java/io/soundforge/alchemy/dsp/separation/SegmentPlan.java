package io.soundforge.alchemy.dsp.separation;

import java.util.Objects;

/**
 * Where a track is cut: chunks at 0, stride, 2·stride … while inside the track, each as long as a segment, or shorter
 * at the end. A short chunk is centred in its window, so that the engine hears the real neighbours of the chunk wherever
 * the track has them ({@code TensorChunk} of the Demucs reference, apply.py).
 *
 * @param trackFrames 0 or more
 * @param segmentFrames 2 or more
 */
public record SegmentPlan(long trackFrames, int segmentFrames) {
    /** Part of a segment that the next one covers too. */
    public static final double OVERLAP = 0.25;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException for a negative track or a segment too short to be cut
     */
    public SegmentPlan {
        if (trackFrames < 0) {
            throw new IllegalArgumentException("expected a track of 0 or more frames; got " + trackFrames);
        }
        if (segmentFrames < 2) {
            throw new IllegalArgumentException("expected segments of 2 or more frames; got " + segmentFrames);
        }
    }

    /** Frames from one chunk to the next; at least half a segment, so that no frame lies in more than two chunks. */
    public int stride() {
        return (int) ((1 - OVERLAP) * segmentFrames);
    }

    /** Number of segments; the last one may be tiny. */
    public int count() {
        return Math.toIntExact((trackFrames + stride() - 1) / stride());
    }

    /**
     * The segment at a position.
     *
     * @throws IndexOutOfBoundsException if the plan has no such segment
     */
    public Segment segment(int index) {
        Objects.checkIndex(index, count());
        long offset = (long) index * stride();
        int length = (int) Math.min(segmentFrames, trackFrames - offset);
        return new Segment(index, offset, length, offset - (segmentFrames - length) / 2);
    }
}
