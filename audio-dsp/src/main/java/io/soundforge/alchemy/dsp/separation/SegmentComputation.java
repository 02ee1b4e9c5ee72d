package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.Arrays;

/** From a segment of the plan to its stems, at the level of the track, cut back to the chunk. */
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
     * @param stems filled: {@code [stem][2][segment.length()]}
     */
    void run(Segment segment, int lead, float[][][] stems) throws IOException {
        readWindow(segment.windowStart() - lead);
        engine.separate(window, output);
        int parts = engine.partsOfTheMix();
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                normalization.undo(output[s][c], segment.trim(), stems[s][c], segment.length(), parts);
            }
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
