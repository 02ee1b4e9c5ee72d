package io.soundforge.alchemy.dsp.separation;

/**
 * Weights of the overlap-add: 1, 2, … up to the middle of a segment and down to 1 again, divided by the maximum (Demucs
 * reference, apply.py, transition power 1). Never 0. A chunk shorter than the segment takes the left part.
 */
public final class TriangleWindow {
    private TriangleWindow() {}

    /**
     * The weights of a whole segment.
     *
     * @return {@code segmentFrames} values in (0, 1]
     */
    public static float[] of(int segmentFrames) {
        float[] weights = new float[segmentFrames];
        float peak = segmentFrames - segmentFrames / 2;
        for (int i = 0; i < segmentFrames; i++) {
            weights[i] = Math.min(i + 1, segmentFrames - i) / peak;
        }
        return weights;
    }
}
