package io.soundforge.alchemy.dsp.separation;

import java.util.Objects;

/**
 * Where a track is cut: chunks at 0, stride, 2·stride … while inside the track, each as long as the tiling says, or
 * shorter at the end. A chunk is centred in its window, so that the engine hears the real neighbours of the chunk
 * wherever the track has them ({@code TensorChunk} of the Demucs reference, apply.py).
 *
 * @param trackFrames 0 or more
 */
public record SegmentPlan(long trackFrames, Tiling tiling) {
    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException for a negative track
     */
    public SegmentPlan {
        if (trackFrames < 0) {
            throw new IllegalArgumentException("expected a track of 0 or more frames; got " + trackFrames);
        }
    }

    /** Frames from one chunk to the next. */
    public int stride() {
        return tiling.stride();
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
        int length = (int) Math.min(tiling.chunkFrames(), trackFrames - offset);
        return new Segment(index, offset, length, offset - (tiling.segmentFrames() - length) / 2);
    }

    /** The first segment whose chunk reaches beyond a frame of the track. */
    int firstReaching(long frame) {
        int chunk = tiling.chunkFrames();
        return frame < chunk ? 0 : Math.toIntExact((frame - chunk) / stride() + 1);
    }

    /** The last segment whose chunk begins before a frame of the track, from 1 on. */
    int lastBefore(long frame) {
        return (int) Math.min(count() - 1, (frame - 1) / stride());
    }
}
