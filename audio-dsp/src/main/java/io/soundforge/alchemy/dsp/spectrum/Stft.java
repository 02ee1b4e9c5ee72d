package io.soundforge.alchemy.dsp.spectrum;

import java.util.Arrays;

/**
 * Short-time Fourier transform with periodic Hann windows on the way in and out, and its inverse by weighted overlap-add
 * (Griffin and Lim, 1984). Frames begin before the first sample and end after the last, with silence beyond the ends, so
 * every sample is covered by the same sum of windows and comes back exactly, edges included.
 *
 * <p>One thread at a time.
 */
public final class Stft {
    private final RealFft fft;
    private final int hop;
    private final float[] window;
    private final float[] frame;
    private final float[] maskedRe;
    private final float[] maskedIm;

    /**
     * Prepares tables.
     *
     * @param size frame length, a power of two of at least 16
     * @param hop frames from one frame to the next: a quarter or a smaller power-of-two part of the size
     * @throws IllegalArgumentException for a hop that does not sum the windows to a constant
     */
    public Stft(int size, int hop) {
        this.fft = new RealFft(size);
        if (hop < 1 || size % hop != 0 || size / hop < 4) {
            throw new IllegalArgumentException("expected a hop that divides " + size + " by 4 or more; got " + hop);
        }
        this.hop = hop;
        this.window = hann(size);
        this.frame = new float[size];
        this.maskedRe = new float[fft.bins()];
        this.maskedIm = new float[fft.bins()];
    }

    /** Raised cosine of period {@code size}: 0 at the start, 1 in the middle. */
    public static float[] hann(int size) {
        float[] window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / size));
        }
        return window;
    }

    public int size() {
        return fft.size();
    }

    public int hop() {
        return hop;
    }

    public int bins() {
        return fft.bins();
    }

    /** Number of frames that touch a signal. */
    public int frames(int samples) {
        return (samples + size() - 2) / hop;
    }

    /** First sample of a frame; negative at the start. */
    private int start(int frame) {
        return (frame + 1) * hop - size();
    }

    /** The spectra of all frames. */
    public Spectrogram analyze(float[] samples) {
        Spectrogram spectra = new Spectrogram(frames(samples.length), bins());
        for (int t = 0; t < spectra.frames(); t++) {
            cut(samples, start(t));
            fft.forward(frame, 0, spectra.re(t), spectra.im(t));
        }
        return spectra;
    }

    private void cut(float[] samples, int start) {
        int from = Math.max(0, -start);
        int to = Math.min(size(), samples.length - start);
        Arrays.fill(frame, 0, from, 0);
        for (int i = from; i < to; i++) {
            frame[i] = window[i] * samples[start + i];
        }
        Arrays.fill(frame, Math.max(from, to), size(), 0);
    }

    /**
     * Back to samples, each bin weighted.
     *
     * @param mask {@code [frame][bin]}; all ones give back what was analysed
     * @param samples overwritten
     */
    public void synthesize(Spectrogram spectra, float[][] mask, float[] samples) {
        Arrays.fill(samples, 0);
        for (int t = 0; t < spectra.frames(); t++) {
            multiply(spectra.re(t), mask[t], maskedRe);
            multiply(spectra.im(t), mask[t], maskedIm);
            fft.inverse(maskedRe, maskedIm, frame, 0);
            overlapAdd(samples, start(t));
        }
    }

    private static void multiply(float[] values, float[] weights, float[] products) {
        for (int k = 0; k < products.length; k++) {
            products[k] = values[k] * weights[k];
        }
    }

    private void overlapAdd(float[] samples, int start) {
        // Squared Hann windows at this hop sum to 3/8 of the overlap factor.
        float scale = 8f * hop / (3f * size());
        int from = Math.max(0, -start);
        int to = Math.min(size(), samples.length - start);
        for (int i = from; i < to; i++) {
            samples[start + i] += scale * window[i] * frame[i];
        }
    }
}
