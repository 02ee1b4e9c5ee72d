package io.soundforge.alchemy.dsp.loudness;

/** The energies of the last 3 seconds in hops of 10 ms, from which momentary and short-term loudness are read. */
final class SlidingEnergy {
    static final int HOPS_PER_SECOND = 100;
    static final int MOMENTARY_HOPS = 40;
    static final int SHORT_TERM_HOPS = 300;

    private final double[] energy = new double[SHORT_TERM_HOPS];
    private final long[] samples = new long[SHORT_TERM_HOPS];
    private long hops;

    /** Takes the sum of squares of one hop and the number of samples it is made of. */
    void add(double sumOfSquares, long count) {
        int slot = (int) (hops % SHORT_TERM_HOPS);
        energy[slot] = sumOfSquares;
        samples[slot] = count;
        hops++;
    }

    boolean has(int wanted) {
        return hops >= wanted;
    }

    /** True every 100 ms: the step of gating blocks (75 % overlap of 400 ms). */
    boolean atGatingStep() {
        return hops % (HOPS_PER_SECOND / 10) == 0;
    }

    /** Mean square over the last {@code length} hops, which must be there. */
    double mean(int length) {
        double sum = 0;
        long count = 0;
        for (long hop = hops - length; hop < hops; hop++) {
            int slot = (int) (hop % SHORT_TERM_HOPS);
            sum += energy[slot];
            count += samples[slot];
        }
        return sum / count;
    }
}
