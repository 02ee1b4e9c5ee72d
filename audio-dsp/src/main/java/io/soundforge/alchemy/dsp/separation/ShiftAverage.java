package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.Arrays;

/**
 * Takes the mean of several passes and hands on what all of them have reached. Holds one segment per stem:
 * no pass may go on while another is behind it.
 */
final class ShiftAverage {
    private final int passes;
    private final StemSink sink;
    private final double[][][] sums;
    private final float[][][] means;
    private long start;

    ShiftAverage(int passes, int stems, int segmentFrames, StemSink sink) {
        this.passes = passes;
        this.sink = sink;
        this.sums = new double[stems][2][segmentFrames];
        this.means = new float[stems][2][segmentFrames];
    }

    /** Takes the regions of one pass, which begins {@code lead} frames before the track. */
    StemSink ofPass(int lead) {
        return (from, stems, count) -> {
            int skipped = (int) Math.min(count, Math.max(0, lead - from));
            add(from + skipped - lead, stems, skipped, count - skipped);
        };
    }

    private void add(long position, float[][][] stems, int from, int count) {
        int at = (int) (position - start);
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < count; i++) {
                    sums[s][c][at + i] += stems[s][c][from + i];
                }
            }
        }
    }

    /** Hands on everything before a position that all passes have reached. */
    void reached(long position) throws IOException {
        int count = (int) (position - start);
        if (count <= 0) {
            return;
        }
        for (int s = 0; s < sums.length; s++) {
            for (int c = 0; c < 2; c++) {
                handOver(sums[s][c], means[s][c], count);
            }
        }
        sink.accept(start, means, count);
        start = position;
    }

    private void handOver(double[] sum, float[] mean, int count) {
        for (int i = 0; i < count; i++) {
            mean[i] = (float) (sum[i] / passes);
        }
        System.arraycopy(sum, count, sum, 0, sum.length - count);
        Arrays.fill(sum, sum.length - count, sum.length, 0);
    }
}
