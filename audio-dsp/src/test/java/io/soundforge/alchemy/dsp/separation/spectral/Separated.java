package io.soundforge.alchemy.dsp.separation.spectral;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SeparationInMemory;
import java.io.IOException;

/** Stems of an engine, {@code [stem][2][frame]}. */
final class Separated {
    private static final int RATE = 44_100;

    private Separated() {}

    /** One segment. */
    static float[][][] segment(SegmentEngine engine, float[][] mix) {
        float[][][] stems = new float[engine.stems().size()][2][mix[0].length];
        engine.separate(mix, stems);
        return stems;
    }

    /** A whole track, tiled. */
    static float[][][] track(SegmentEngine engine, float[][] mix) throws IOException {
        float[][][] stems = new float[engine.stems().size()][2][mix[0].length];
        SeparationInMemory.run(
                engine,
                new ArrayPcm(mix, RATE),
                (start, parts, count) -> {
                    for (int s = 0; s < stems.length; s++) {
                        for (int c = 0; c < 2; c++) {
                            System.arraycopy(parts[s][c], 0, stems[s][c], (int) start, count);
                        }
                    }
                },
                Progress.NONE);
        return stems;
    }

    static float[][] sum(float[][][] stems) {
        float[][] sum = new float[2][stems[0][0].length];
        for (float[][] stem : stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < sum[c].length; i++) {
                    sum[c][i] += stem[c][i];
                }
            }
        }
        return sum;
    }

    static double largestDifference(float[][] a, float[][] b) {
        double largest = 0;
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < a[c].length; i++) {
                largest = Math.max(largest, Math.abs((double) a[c][i] - b[c][i]));
            }
        }
        return largest;
    }
}
