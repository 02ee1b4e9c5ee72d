package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.Arrays;

/** From a segment of a plan to its stems, at the level of the track, cut back to the chunk. */
final class SegmentComputation {
    private final SegmentEngine engine;
    private final PcmSource mix;
    private final TrackNormalization normalization;
    private final float[][] window;
    private final float[][][] output;

    SegmentComputation(SegmentEngine engine, PcmSource mix, TrackNormalization normalization) {
        this.engine = engine;
        this.mix = mix;
        this.normalization = normalization;
        this.window = new float[2][engine.segmentFrames()];
        this.output = new float[engine.stems().size()][2][engine.segmentFrames()];
    }

    /**
     * Computes one segment.
     *
     * @param lead frames of silence before the track that the plan counts as part of it
     */
    void run(Segment segment, int lead) throws IOException {
        readWindow(segment.windowStart() - lead);
        engine.separate(window, output);
    }

    /** Copies a row of the segment that was computed last into {@code [2][segment.length()]}. */
    void copyRow(int row, Segment segment, float[][] samples) {
        for (int c = 0; c < 2; c++) {
            normalization.undo(output[row][c], segment.trim(), samples[c], segment.length(), engine.partsOfTheMix());
        }
    }

    /** Real samples where the track has them, zeros beyond its ends. */
    private void readWindow(long start) throws IOException {
        int from = (int) Math.min(engine.segmentFrames(), Math.max(0, -start));
        int to = (int) Math.max(from, Math.min(engine.segmentFrames(), mix.frames() - start));
        if (to > from) {
            mix.read(start + from, window, from, to - from);
        }
        for (float[] channel : window) {
            Arrays.fill(channel, 0, from, 0);
            normalization.apply(channel, from, to);
            Arrays.fill(channel, to, channel.length, 0);
        }
    }
}
