package io.soundforge.alchemy.dsp.loudness;

/**
 * Block loudnesses above the absolute gate of -70 LUFS, in bins of 0.01 LU: constant memory for any length. Each bin keeps
 * the sum of its energies, so means are exact and only the place of a gate is rounded.
 */
final class LoudnessHistogram {
    static final double ABSOLUTE_GATE_LUFS = -70;
    private static final int BINS_PER_LU = 100;
    private static final int BINS = 120 * BINS_PER_LU;

    private final long[] counts = new long[BINS];
    private final double[] energies = new double[BINS];

    /** Loudness of a channel-weighted mean square (BS.1770-4, equation 2). */
    static double lufs(double energy) {
        return -0.691 + 10 * Math.log10(energy);
    }

    /** Takes the channel-weighted mean square of one block; quiet blocks are gated out here. */
    void add(double energy) {
        double lufs = lufs(energy);
        if (lufs > ABSOLUTE_GATE_LUFS) {
            int bin = bin(lufs);
            counts[bin]++;
            energies[bin] += energy;
        }
    }

    boolean isEmpty() {
        return count(0) == 0;
    }

    /** Mean energy of the blocks from {@code gateLufs} on; 0 if there are none. */
    double meanEnergyFrom(double gateLufs) {
        double sum = 0;
        for (int i = bin(gateLufs); i < BINS; i++) {
            sum += energies[i];
        }
        long count = count(bin(gateLufs));
        return count == 0 ? 0 : sum / count;
    }

    /** The loudness below which the given share (0 to 1) of the blocks from {@code gateLufs} on lies. */
    double percentileFrom(double gateLufs, double share) {
        int first = bin(gateLufs);
        long rank = (long) Math.floor((count(first) - 1) * share + 0.5);
        long seen = 0;
        int bin = first;
        while (bin < BINS - 1 && seen + counts[bin] <= rank) {
            seen += counts[bin];
            bin++;
        }
        return lufs(energies[bin] / counts[bin]);
    }

    private long count(int first) {
        long count = 0;
        for (int i = first; i < BINS; i++) {
            count += counts[i];
        }
        return count;
    }

    private static int bin(double lufs) {
        double bin = Math.floor((lufs - ABSOLUTE_GATE_LUFS) * BINS_PER_LU);
        return (int) Math.max(0, Math.min(BINS - 1, bin));
    }
}
