package io.soundforge.alchemy.dsp.timbre;

import java.util.ArrayList;
import java.util.List;

/** The mean magnitude spectrum in {@value #BANDS} bands of equal width. */
final class MagnitudeProfile {
    static final int BANDS = 100;

    private final int first;
    private final double[] sums;

    /**
     * Sets up an empty mean.
     *
     * @param first bin that counts
     * @param bins from 0 Hz to half the sample rate, more than {@value #BANDS}
     */
    MagnitudeProfile(int first, int bins) {
        this.first = first;
        this.sums = new double[bins];
    }

    void add(float[] magnitudes) {
        for (int bin = first; bin < sums.length; bin++) {
            sums[bin] += magnitudes[bin];
        }
    }

    /** The means of the bands, the largest 1; no frame but silent ones gives zeros. */
    List<Double> relative() {
        double[] means = new double[BANDS];
        double largest = 0;
        for (int band = 0; band < BANDS; band++) {
            means[band] = mean(Math.max(first, edge(band)), edge(band + 1));
            largest = Math.max(largest, means[band]);
        }
        List<Double> relative = new ArrayList<>();
        for (double mean : means) {
            relative.add(largest == 0 ? 0 : mean / largest);
        }
        return relative;
    }

    /** First bin of a band; the bin at half the sample rate is the last of the last. */
    private int edge(int band) {
        return band == BANDS ? sums.length : (int) Math.round((double) band * (sums.length - 1) / BANDS);
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int bin = from; bin < to; bin++) {
            sum += sums[bin];
        }
        return from < to ? sum / (to - from) : 0;
    }
}
