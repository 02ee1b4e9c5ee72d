package io.soundforge.alchemy.audio.separation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is measured while stems are recorded: the largest sample of each, how many lie beyond a limit, and how far all
 * stems of the model together are from the mix. Regions may come in any order: energies are kept for each region and
 * summed in the order of the track.
 */
final class StemLevels {
    private final double[] peaks;
    private final long[] beyond;
    private final SampleLimits limits;
    private final Map<Long, Energies> regions = new TreeMap<>();

    /** @param limits beyond which samples are counted */
    StemLevels(int stems, SampleLimits limits) {
        this.peaks = new double[stems];
        this.beyond = new long[stems];
        this.limits = limits;
    }

    /**
     * The range of samples that is written as it is.
     *
     * @param smallest inclusive
     * @param largest inclusive
     */
    record SampleLimits(double smallest, double largest) {}

    private record Energies(double mix, double residual) {}

    void measure(int stem, float[][] samples, int count) {
        double peak = peaks[stem];
        long over = 0;
        for (float[] channel : samples) {
            for (int i = 0; i < count; i++) {
                peak = Math.max(peak, Math.abs(channel[i]));
                over += channel[i] > limits.largest() || channel[i] < limits.smallest() ? 1 : 0;
            }
        }
        peaks[stem] = peak;
        beyond[stem] += over;
    }

    void measureResidual(long start, float[][] mix, float[][][] stems, int count) {
        double mixEnergy = 0;
        double residualEnergy = 0;
        for (int channel = 0; channel < mix.length; channel++) {
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (float[][] stem : stems) {
                    sum += stem[channel][i];
                }
                double original = mix[channel][i];
                mixEnergy += original * original;
                residualEnergy += (sum - original) * (sum - original);
            }
        }
        regions.put(start, new Energies(mixEnergy, residualEnergy));
    }

    /** Largest absolute sample of a stem. */
    double peak(int stem) {
        return peaks[stem];
    }

    /** Largest absolute sample of all stems. */
    double peak() {
        double largest = 0;
        for (double peak : peaks) {
            largest = Math.max(largest, peak);
        }
        return largest;
    }

    /** How many samples of a stem lie beyond the limits. */
    long beyond(int stem) {
        return beyond[stem];
    }

    /** Level of (sum of all stems − mix) relative to the mix, in dB; −∞ when they are equal. */
    double residualDb() {
        double mix = 0;
        double residual = 0;
        for (Energies region : regions.values()) {
            mix += region.mix();
            residual += region.residual();
        }
        if (residual == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        // Against digital silence any residual would be infinite, which JSON cannot say: 1e-20 stands for −200 dBFS.
        return 10 * Math.log10(residual / Math.max(mix, 1e-20));
    }
}
