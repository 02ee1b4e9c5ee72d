package io.soundforge.alchemy.dsp.spectrum;

import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transform of complex signals whose length is a product of 2, 3 and 5, in double precision:
 * the self-sorting method of Stockham with factors 4, 2, 3 and 5 (Temperton, "Self-sorting mixed-radix fast Fourier
 * transforms", 1983). Exact for frames such as 5120, 6144 and 7680, for which no zeros have to be added.
 *
 * <p>An instance owns scratch memory: one thread at a time. No allocation after construction.
 */
public final class MixedRadixFft {
    private final int size;
    private final int[] factors;
    private final double[] cos;
    private final double[] sin;
    private double[] re;
    private double[] im;
    private double[] nextRe;
    private double[] nextIm;

    /**
     * Prepares tables for one length.
     *
     * @param size 2 or more, without prime factors above 5
     * @throws IllegalArgumentException for any other size
     */
    public MixedRadixFft(int size) {
        this.size = size;
        this.factors = factors(size);
        this.cos = new double[size];
        this.sin = new double[size];
        for (int i = 0; i < size; i++) {
            cos[i] = StrictMath.cos(2 * Math.PI * i / size);
            sin[i] = -StrictMath.sin(2 * Math.PI * i / size);
        }
        this.re = new double[size];
        this.im = new double[size];
        this.nextRe = new double[size];
        this.nextIm = new double[size];
    }

    /** Whether a transform of this length can be had. */
    public static boolean supports(int size) {
        int rest = size;
        for (int prime : new int[] {2, 3, 5}) {
            while (rest > 1 && rest % prime == 0) {
                rest /= prime;
            }
        }
        return size >= 2 && rest == 1;
    }

    private static int[] factors(int size) {
        if (!supports(size)) {
            throw new IllegalArgumentException(
                    "expected a length of at least 2 without prime factors above 5; got " + size);
        }
        List<Integer> factors = new ArrayList<>();
        int rest = size;
        for (int factor : new int[] {5, 3, 4, 2}) {
            while (rest % factor == 0) {
                factors.add(factor);
                rest /= factor;
            }
        }
        return factors.stream().mapToInt(Integer::intValue).toArray();
    }

    public int size() {
        return size;
    }

    /** X[k] = Σ x[n]·e^(-2πikn/N), in place and unscaled. */
    public void forward(double[] real, double[] imaginary) {
        System.arraycopy(real, 0, re, 0, size);
        System.arraycopy(imaginary, 0, im, 0, size);
        int joined = 1;
        for (int factor : factors) {
            join(joined, factor);
            joined *= factor;
            swap();
        }
        System.arraycopy(re, 0, real, 0, size);
        System.arraycopy(im, 0, imaginary, 0, size);
    }

    /** N·x[n] = Σ X[k]·e^(2πikn/N), in place and unscaled: exchanging the parts turns every angle round. */
    public void inverse(double[] real, double[] imaginary) {
        forward(imaginary, real);
    }

    private void swap() {
        double[] kept = re;
        re = nextRe;
        nextRe = kept;
        kept = im;
        im = nextIm;
        nextIm = kept;
    }

    /**
     * One stage. Before it, row {@code j} holds value {@code j} of the transforms of {@code joined} samples, a column for
     * each of them; after it the transforms are {@code factor} times as long and as many times fewer.
     */
    private void join(int joined, int factor) {
        int columns = size / (joined * factor);
        for (int row = 0; row < joined; row++) {
            int from = row * columns * factor;
            int turn = row * columns;
            switch (factor) {
                case 2 -> two(from, row * columns, joined * columns, columns, turn);
                case 4 -> four(from, row * columns, joined * columns, columns, turn);
                default -> odd(factor, from, row * columns, joined * columns, columns, turn);
            }
        }
    }

    private void two(int from, int to, int apart, int columns, int turn) {
        double wr = cos[turn];
        double wi = sin[turn];
        for (int c = 0; c < columns; c++) {
            int a = from + c;
            int b = a + columns;
            double br = re[b] * wr - im[b] * wi;
            double bi = re[b] * wi + im[b] * wr;
            nextRe[to + c] = re[a] + br;
            nextIm[to + c] = im[a] + bi;
            nextRe[to + apart + c] = re[a] - br;
            nextIm[to + apart + c] = im[a] - bi;
        }
    }

    private void four(int from, int to, int apart, int columns, int turn) {
        double w1r = cos[turn];
        double w1i = sin[turn];
        double w2r = cos[2 * turn];
        double w2i = sin[2 * turn];
        double w3r = cos[3 * turn];
        double w3i = sin[3 * turn];
        for (int c = 0; c < columns; c++) {
            int i0 = from + c;
            int i1 = i0 + columns;
            int i2 = i1 + columns;
            int i3 = i2 + columns;
            double x1r = re[i1] * w1r - im[i1] * w1i;
            double x1i = re[i1] * w1i + im[i1] * w1r;
            double x2r = re[i2] * w2r - im[i2] * w2i;
            double x2i = re[i2] * w2i + im[i2] * w2r;
            double x3r = re[i3] * w3r - im[i3] * w3i;
            double x3i = re[i3] * w3i + im[i3] * w3r;
            double evenSumR = re[i0] + x2r;
            double evenSumI = im[i0] + x2i;
            double evenDiffR = re[i0] - x2r;
            double evenDiffI = im[i0] - x2i;
            double oddSumR = x1r + x3r;
            double oddSumI = x1i + x3i;
            double oddDiffR = x1r - x3r;
            double oddDiffI = x1i - x3i;
            int o0 = to + c;
            int o1 = o0 + apart;
            int o2 = o1 + apart;
            int o3 = o2 + apart;
            nextRe[o0] = evenSumR + oddSumR;
            nextIm[o0] = evenSumI + oddSumI;
            nextRe[o1] = evenDiffR + oddDiffI;
            nextIm[o1] = evenDiffI - oddDiffR;
            nextRe[o2] = evenSumR - oddSumR;
            nextIm[o2] = evenSumI - oddSumI;
            nextRe[o3] = evenDiffR - oddDiffI;
            nextIm[o3] = evenDiffI + oddDiffR;
        }
    }

    /** By the definition; 3 and 5 are few enough. */
    private void odd(int factor, int from, int to, int apart, int columns, int turn) {
        for (int out = 0; out < factor; out++) {
            int target = to + out * apart;
            System.arraycopy(re, from, nextRe, target, columns);
            System.arraycopy(im, from, nextIm, target, columns);
            for (int in = 1; in < factor; in++) {
                int angle = (int) (((long) in * turn + (long) in * out * (size / factor)) % size);
                addTurned(from + in * columns, target, columns, angle);
            }
        }
    }

    private void addTurned(int from, int to, int columns, int angle) {
        double wr = cos[angle];
        double wi = sin[angle];
        for (int c = 0; c < columns; c++) {
            nextRe[to + c] += re[from + c] * wr - im[from + c] * wi;
            nextIm[to + c] += re[from + c] * wi + im[from + c] * wr;
        }
    }
}
