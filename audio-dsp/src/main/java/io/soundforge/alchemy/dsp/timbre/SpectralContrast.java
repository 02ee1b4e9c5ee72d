package io.soundforge.alchemy.dsp.timbre;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a spectrum's peaks stand above its valleys in each octave (Jiang et al., 2002): the levels of the mean magnitude
 * of the strongest and of the weakest fifth of a band's bins, subtracted. A share, not the extremes, makes noise the same 14 dB
 * in narrow and in wide bands.
 *
 * <p>The bands are 0-200, 200-400, … 6400-12800 Hz. The last is cut at half the sample rate, and those that begin too close to
 * it for {@value #FEWEST_BINS} bins are left out, so that low sample rates have fewer than seven.
 */
final class SpectralContrast {
    private static final int BANDS = 7;
    private static final double FIRST_EDGE_HZ = 200;
    private static final double SHARE = 0.2;
    private static final int FEWEST_BINS = 5;
    /** -120 dB: magnitudes below are digital silence. */
    private static final double FLOOR = 1e-6;

    private final int[] edges;
    private final float[] sorted;
    private final double[] sums;

    /**
     * Sets up an empty mean.
     *
     * @param first bin that counts
     */
    SpectralContrast(double hertzPerBin, int first, int bins) {
        int[] all = new int[BANDS + 1];
        all[0] = first;
        int count = 0;
        while (count < BANDS) {
            double hertz = FIRST_EDGE_HZ * (1 << count);
            int edge = (int) Math.min(bins, Math.round(hertz / hertzPerBin));
            if (edge - all[count] < FEWEST_BINS) {
                break;
            }
            all[++count] = edge;
        }
        this.edges = Arrays.copyOf(all, count + 1);
        this.sorted = new float[bins];
        this.sums = new double[count];
    }

    void add(float[] magnitudes) {
        System.arraycopy(magnitudes, 0, sorted, 0, sorted.length);
        for (int band = 0; band < sums.length; band++) {
            sums[band] += contrast(edges[band], edges[band + 1]);
        }
    }

    private double contrast(int from, int to) {
        Arrays.sort(sorted, from, to);
        int some = (int) Math.max(1, Math.round(SHARE * (to - from)));
        return 20 * Math.log10(mean(to - some, to) / mean(from, from + some));
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sorted[i];
        }
        return Math.max(FLOOR, sum / (to - from));
    }

    /** dB per band. */
    List<Double> means(long frames) {
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(sum / frames);
        }
        return means;
    }
}
