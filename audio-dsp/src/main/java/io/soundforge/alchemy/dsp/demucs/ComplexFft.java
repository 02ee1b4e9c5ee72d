package io.soundforge.alchemy.dsp.demucs;

/**
 * Discrete Fourier transform of complex signals whose length is a power of two, in place, in double precision: iterative
 * radix-2 decimation in time (Cooley and Tukey, 1965). Immutable; no allocation after construction.
 */
final class ComplexFft {
    private final int size;
    private final int[] reversed;
    /** Those of the stage that joins blocks of {@code span} begin at {@code span - 1}, so that they are read in a row. */
    private final double[] twiddleRe;

    private final double[] twiddleIm;

    /** Prepares tables for a power of two of at least 2. */
    ComplexFft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("expected a power of two of at least 2; got " + size);
        }
        this.size = size;
        this.reversed = new int[size];
        this.twiddleRe = new double[size - 1];
        this.twiddleIm = new double[size - 1];
        int bits = Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            reversed[i] = Integer.reverse(i) >>> (32 - bits);
        }
        for (int span = 1; span < size; span *= 2) {
            for (int k = 0; k < span; k++) {
                twiddleRe[span - 1 + k] = StrictMath.cos(Math.PI * k / span);
                twiddleIm[span - 1 + k] = -StrictMath.sin(Math.PI * k / span);
            }
        }
    }

    /** X[k] = Σ x[n]·e^(-2πikn/N), unscaled. */
    void forward(double[] re, double[] im) {
        reorder(re);
        reorder(im);
        for (int span = 1; span < size; span *= 2) {
            for (int start = 0; start < size; start += 2 * span) {
                join(re, im, start, span);
            }
        }
    }

    /** N·x[n] = Σ X[k]·e^(2πikn/N), unscaled: exchanging the parts turns every angle round. */
    void inverse(double[] re, double[] im) {
        forward(im, re);
    }

    private void reorder(double[] values) {
        for (int i = 0; i < size; i++) {
            int j = reversed[i];
            if (i < j) {
                double kept = values[i];
                values[i] = values[j];
                values[j] = kept;
            }
        }
    }

    private void join(double[] re, double[] im, int start, int span) {
        for (int k = 0; k < span; k++) {
            int a = start + k;
            int b = a + span;
            double wr = twiddleRe[span - 1 + k];
            double wi = twiddleIm[span - 1 + k];
            double tr = re[b] * wr - im[b] * wi;
            double ti = re[b] * wi + im[b] * wr;
            re[b] = re[a] - tr;
            im[b] = im[a] - ti;
            re[a] += tr;
            im[a] += ti;
        }
    }
}
