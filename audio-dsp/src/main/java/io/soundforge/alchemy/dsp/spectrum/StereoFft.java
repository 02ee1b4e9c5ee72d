package io.soundforge.alchemy.dsp.spectrum;

import java.util.Arrays;

/**
 * Transforms of two real signals at once: one is the real part, the other the imaginary part of what a
 * {@link MixedRadixFft} sees. In double precision, and unscaled on the way in; {@link #inverse} divides by the length, so
 * that the two undo each other.
 *
 * <p>An instance owns scratch memory: one thread at a time. No allocation after construction.
 */
public final class StereoFft {
    private final MixedRadixFft fft;
    private final int size;
    private final double[] left;
    private final double[] right;

    /**
     * Prepares tables for one length.
     *
     * @param size even, without prime factors above 5
     * @throws IllegalArgumentException for any other size
     */
    public StereoFft(int size) {
        if (size % 2 != 0) {
            throw new IllegalArgumentException("expected an even length; got " + size);
        }
        this.fft = new MixedRadixFft(size);
        this.size = size;
        this.left = new double[size];
        this.right = new double[size];
    }

    /** Number of bins from 0 Hz to the Nyquist frequency: size/2 + 1. */
    public int bins() {
        return size / 2 + 1;
    }

    /** The samples of the left channel: to be filled before {@link #forward}, there after {@link #inverse}. */
    public double[] left() {
        return left;
    }

    /** Those of the right channel. */
    public double[] right() {
        return right;
    }

    /**
     * Transforms the samples, which are lost.
     *
     * @param rows {@code [4][n]} with n up to {@link #bins()}: filled with the first bins, real left, imaginary left, real
     *     right, imaginary right
     */
    public void forward(float[][] rows) {
        fft.forward(left, right);
        for (int k = 0; k < rows[0].length; k++) {
            int mirror = (size - k) % size;
            rows[0][k] = (float) ((left[k] + left[mirror]) / 2);
            rows[1][k] = (float) ((right[k] - right[mirror]) / 2);
            rows[2][k] = (float) ((right[k] + right[mirror]) / 2);
            rows[3][k] = (float) ((left[mirror] - left[k]) / 2);
        }
    }

    /**
     * Makes samples of spectra.
     *
     * @param rows as above; bins that are not there are silent, and the imaginary parts at 0 Hz and at the Nyquist
     *     frequency mean nothing
     */
    public void inverse(float[][] rows) {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        int half = size / 2;
        for (int k = 0; k < rows[0].length; k++) {
            boolean real = k == 0 || k == half;
            double leftRe = rows[0][k] / (double) size;
            double leftIm = real ? 0 : rows[1][k] / (double) size;
            double rightRe = rows[2][k] / (double) size;
            double rightIm = real ? 0 : rows[3][k] / (double) size;
            int mirror = (size - k) % size;
            left[mirror] = leftRe + rightIm;
            right[mirror] = rightRe - leftIm;
            left[k] = leftRe - rightIm;
            right[k] = leftIm + rightRe;
        }
        fft.inverse(left, right);
    }
}
