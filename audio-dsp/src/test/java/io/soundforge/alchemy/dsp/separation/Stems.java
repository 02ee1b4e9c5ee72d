package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;

/** Collects a separation and checks that no frame comes twice. */
final class Stems implements StemSink {
    final float[][][] samples;
    /** Frames so far; in order also the next frame. */
    long next;

    boolean inOrder = true;
    private final BitSet seen = new BitSet();
    int regions;

    Stems(int stems, int frames) {
        this.samples = new float[stems][2][frames];
    }

    @Override
    public void accept(long start, float[][][] stems, int count) {
        assertThat(count).isPositive();
        assertThat(seen.get((int) start, (int) start + count).cardinality()).isZero();
        seen.set((int) start, (int) start + count);
        inOrder &= start == next;
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                System.arraycopy(stems[s][c], 0, samples[s][c], (int) start, count);
            }
        }
        next += count;
        regions++;
    }

    /** Sum of all stems. */
    float[][] sum() {
        float[][] sum = new float[2][samples[0][0].length];
        for (float[][] stem : samples) {
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
            assertThat(a[c]).hasSameSizeAs(b[c]);
            for (int i = 0; i < a[c].length; i++) {
                largest = Math.max(largest, Math.abs((double) a[c][i] - b[c][i]));
            }
        }
        return largest;
    }
}
