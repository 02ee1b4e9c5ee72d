package io.soundforge.alchemy.dsp.spectrum;

/**
 * Discrete Fourier transform of real signals whose length is a power of two, by one complex transform of half the
 * length (Sorensen et al., 1987). Unscaled forward: X[k] = Σ x[n]·e^(-2πikn/N); {@link #inverse} divides by N, so that
 * the two undo each other.
 *
 * <p>An instance owns scratch memory: one thread at a time. No allocation after construction.
 */
public final class RealFft {
    private final int size;
    private final int half;
    private final int[] reversed;
    private final float[] cos;
    private final float[] sin;
    private final float[] re;
    private final float[] im;

    /**
     * Prepares tables for one length.
     *
     * @param size a power of two, at least 4
     * @throws IllegalArgumentException for any other size
     */
    public RealFft(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("expected a power of two of at least 4; got " + size);
        }
        this.size = size;
        this.half = size / 2;
        this.reversed = new int[half];
        int bits = Integer.numberOfTrailingZeros(half);
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> (32 - bits);
        }
        this.cos = new float[half];
        this.sin = new float[half];
        for (int i = 0; i < half; i++) {
            double angle = 2 * Math.PI * i / size;
            cos[i] = (float) StrictMath.cos(angle);
            sin[i] = (float) StrictMath.sin(angle);
        }
        this.re = new float[half];
        this.im = new float[half];
    }

    public int size() {
        return size;
    }

    /** Number of bins from 0 Hz to the Nyquist frequency: size/2 + 1. */
    public int bins() {
        return half + 1;
    }

    /**
     * Transforms {@code size} samples from {@code offset} on into {@code bins()} complex values.
     *
     * @param outRe real parts, at least {@code bins()} long
     * @param outIm imaginary parts, likewise; 0 in the first and the last bin
     */
    public void forward(float[] samples, int offset, float[] outRe, float[] outIm) {
        for (int i = 0; i < half; i++) {
            int to = reversed[i];
            re[to] = samples[offset + 2 * i];
            im[to] = samples[offset + 2 * i + 1];
        }
        transform();
        outRe[0] = re[0] + im[0];
        outIm[0] = 0;
        outRe[half] = re[0] - im[0];
        outIm[half] = 0;
        for (int k = 1; k < half; k++) {
            int mirror = half - k;
            float evenRe = 0.5f * (re[k] + re[mirror]);
            float evenIm = 0.5f * (im[k] - im[mirror]);
            float oddRe = 0.5f * (im[k] + im[mirror]);
            float oddIm = 0.5f * (re[mirror] - re[k]);
            outRe[k] = evenRe + cos[k] * oddRe + sin[k] * oddIm;
            outIm[k] = evenIm + cos[k] * oddIm - sin[k] * oddRe;
        }
    }

    /** Transforms {@code bins()} complex values back into {@code size} samples; imaginary ends are ignored. */
    public void inverse(float[] inRe, float[] inIm, float[] samples, int offset) {
        // The complex transform below is forward; conjugating before and after makes it an inverse one.
        for (int k = 0; k < half; k++) {
            int mirror = half - k;
            float mirrorIm = k == 0 ? 0 : -inIm[mirror];
            float ownIm = k == 0 ? 0 : inIm[k];
            float evenRe = 0.5f * (inRe[k] + inRe[mirror]);
            float evenIm = 0.5f * (ownIm + mirrorIm);
            float diffRe = 0.5f * (inRe[k] - inRe[mirror]);
            float diffIm = 0.5f * (ownIm - mirrorIm);
            float oddRe = cos[k] * diffRe - sin[k] * diffIm;
            float oddIm = cos[k] * diffIm + sin[k] * diffRe;
            int to = reversed[k];
            re[to] = evenRe - oddIm;
            im[to] = -(evenIm + oddRe);
        }
        transform();
        float scale = 1f / half;
        for (int i = 0; i < half; i++) {
            samples[offset + 2 * i] = re[i] * scale;
            samples[offset + 2 * i + 1] = -im[i] * scale;
        }
    }

    /** Iterative radix-2 decimation in time over {@code re, im}, whose input is already in bit-reversed order. */
    private void transform() {
        for (int span = 1; span < half; span *= 2) {
            int stride = half / span;
            for (int start = 0; start < half; start += 2 * span) {
                for (int k = 0; k < span; k++) {
                    float wr = cos[k * stride];
                    float wi = -sin[k * stride];
                    int a = start + k;
                    int b = a + span;
                    float tr = re[b] * wr - im[b] * wi;
                    float ti = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }
}
