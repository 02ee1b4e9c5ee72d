package io.soundforge.alchemy.dsp.demucs;

import java.util.Arrays;

/**
 * Short-time Fourier transform of a stereo segment and its inverse, as Demucs was trained with (spec.py, htdemucs.py):
 * periodic Hann windows, scaled by 1/√4096 on the way in and by √4096 on the way out. Both channels share one complex
 * transform, one as its real and one as its imaginary part. Sums are in double precision.
 *
 * <p>The way back gives back what went in, except for content at the Nyquist frequency and for about 1300 samples at
 * each end, where frames are missing: the reference has dropped them.
 *
 * <p>One thread at a time. No allocation after construction.
 */
public final class SegmentTransform {
    private static final int SIZE = SegmentFraming.SIZE;
    private static final int HOP = SegmentFraming.HOP;
    private static final int BINS = SegmentFraming.BINS;
    private static final double ROOT = 64;

    /** Squared Hann windows at a hop of a quarter sum to 1.5, everywhere within the segment. */
    private static final double BACK = ROOT / SIZE / 1.5;

    private final SegmentFraming framing;
    private final ComplexFft fft = new ComplexFft(SIZE);
    private final double[] window = new double[SIZE];
    private final double[] left = new double[SIZE];
    private final double[] right = new double[SIZE];
    private final float[][] rows = new float[SegmentFraming.ROWS][BINS];
    private final double[][] padded;

    /** Gets the spectra of a segment. */
    @FunctionalInterface
    public interface SpectrumSink {
        /**
         * Takes one frame.
         *
         * @param rows {@code [4][2048]}: real left, imaginary left, real right, imaginary right; valid during the call
         */
        void accept(int frame, float[][] rows);
    }

    /** Has the spectra of a segment. */
    @FunctionalInterface
    public interface SpectrumSource {
        /** Fills the rows of one frame, which are as in {@link SpectrumSink#accept}. */
        void read(int frame, float[][] rows);
    }

    /** Prepares tables and memory for segments of one length. */
    public SegmentTransform(SegmentFraming framing) {
        this.framing = framing;
        this.padded = new double[2][framing.padded()];
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE);
        }
    }

    /**
     * Hands on the spectra of all frames, in order.
     *
     * @param segment {@code [2][samples]}
     */
    public void forward(float[][] segment, SpectrumSink sink) {
        framing.pad(segment[0], padded[0]);
        framing.pad(segment[1], padded[1]);
        for (int frame = 0; frame < framing.frames(); frame++) {
            cut(frame * HOP);
            fft.forward(left, right);
            unpack();
            sink.accept(frame, rows);
        }
    }

    private void cut(int start) {
        for (int i = 0; i < SIZE; i++) {
            double weight = window[i] / ROOT;
            left[i] = weight * padded[0][start + i];
            right[i] = weight * padded[1][start + i];
        }
    }

    /** The even part of the transform is the left channel's, the odd part the right one's. */
    private void unpack() {
        for (int k = 0; k < BINS; k++) {
            int mirror = (SIZE - k) % SIZE;
            rows[0][k] = (float) ((left[k] + left[mirror]) / 2);
            rows[1][k] = (float) ((right[k] - right[mirror]) / 2);
            rows[2][k] = (float) ((right[k] + right[mirror]) / 2);
            rows[3][k] = (float) ((left[mirror] - left[k]) / 2);
        }
    }

    /**
     * Adds the sound of the spectra to a segment, in which the time branch of a hybrid model may already be.
     *
     * @param segment {@code [2][samples]}
     */
    public void addInverse(SpectrumSource source, float[][] segment) {
        Arrays.fill(padded[0], 0);
        Arrays.fill(padded[1], 0);
        for (int frame = 0; frame < framing.frames(); frame++) {
            source.read(frame, rows);
            pack();
            fft.inverse(left, right);
            overlap(left, padded[0], frame * HOP);
            overlap(right, padded[1], frame * HOP);
        }
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < framing.samples(); i++) {
                segment[channel][i] += (float) (BACK * padded[channel][SegmentFraming.LEAD + i]);
            }
        }
    }

    /** Negative frequencies are the conjugates of positive ones; the imaginary part at 0 Hz means nothing. */
    private void pack() {
        left[0] = rows[0][0];
        right[0] = rows[2][0];
        left[BINS] = 0;
        right[BINS] = 0;
        for (int k = 1; k < BINS; k++) {
            left[k] = (double) rows[0][k] - rows[3][k];
            right[k] = (double) rows[1][k] + rows[2][k];
            left[SIZE - k] = (double) rows[0][k] + rows[3][k];
            right[SIZE - k] = (double) rows[2][k] - rows[1][k];
        }
    }

    private void overlap(double[] samples, double[] sum, int start) {
        for (int i = 0; i < SIZE; i++) {
            sum[start + i] += window[i] * samples[i];
        }
    }
}
