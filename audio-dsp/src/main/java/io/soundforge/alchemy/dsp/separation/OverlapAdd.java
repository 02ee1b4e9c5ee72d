package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.Arrays;

/**
 * Adds weighted chunks up and hands every region on as soon as no later chunk can reach it. Holds one chunk per stem.
 * Chunks must come in the order of the plan: that fixes the order of the sums.
 */
final class OverlapAdd {
    private final SegmentPlan plan;
    private final StemSink sink;
    private final float[] window;
    private final float[] weights;
    private final float[][][] sums;

    OverlapAdd(SegmentPlan plan, int stems, StemSink sink) {
        this.plan = plan;
        this.sink = sink;
        this.window = plan.tiling().weights();
        this.weights = new float[plan.tiling().chunkFrames()];
        this.sums = new float[stems][2][plan.tiling().chunkFrames()];
    }

    /** Takes the stems of the next chunk, {@code [stem][2][segment.length()]}. */
    void add(Segment segment, float[][][] stems) throws IOException {
        accumulate(stems, segment.length());
        boolean last = segment.index() == plan.count() - 1;
        int done = last ? segment.length() : plan.stride();
        divide(done);
        sink.accept(segment.offset(), sums, done);
        forget(done);
    }

    private void accumulate(float[][][] stems, int length) {
        for (int i = 0; i < length; i++) {
            weights[i] += window[i];
        }
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < length; i++) {
                    sums[s][c][i] += window[i] * stems[s][c][i];
                }
            }
        }
    }

    private void divide(int count) {
        for (float[][] stem : sums) {
            for (float[] channel : stem) {
                for (int i = 0; i < count; i++) {
                    channel[i] /= weights[i];
                }
            }
        }
    }

    private void forget(int count) {
        shift(weights, count);
        for (float[][] stem : sums) {
            shift(stem[0], count);
            shift(stem[1], count);
        }
    }

    private static void shift(float[] values, int count) {
        System.arraycopy(values, count, values, 0, values.length - count);
        Arrays.fill(values, values.length - count, values.length, 0);
    }
}
