package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;

/** Collects a separation and checks that its regions follow each other without gap. */
final class Stems implements StemSink {
    final float[][][] samples;
    long next;
    int regions;

    Stems(int stems, int frames) {
        this.samples = new float[stems][2][frames];
    }

    @Override
    public void accept(long start, float[][][] stems, int count) {
        assertThat(start).isEqualTo(next);
        assertThat(count).isPositive();
        for (int s = 0; s < stems.length; s++) {
            for (int c = 0; c < 2; c++) {
                System.arraycopy(stems[s][c], 0, samples[s][c], (int) start, count);
            }
        }
        next = start + count;
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
