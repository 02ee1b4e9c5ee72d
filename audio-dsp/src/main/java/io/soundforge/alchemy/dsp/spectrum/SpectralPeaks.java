package io.soundforge.alchemy.dsp.spectrum;

import io.soundforge.alchemy.dsp.features.Windows;

/**
 * The partials of one frame: maxima of its spectrum that stand out from their surroundings by more than noise does. In
 * noise the magnitude of a bin exceeds 3.5 times its neighbourhood about once in 3000 bins. One thread at a time.
 */
public final class SpectralPeaks {
    private static final float STAND_OUT = 3.5f;
    /** Half the width of the surroundings, as a share of the frequency. */
    private static final double SURROUNDINGS = 0.35;

    private static final int FEWEST_BINS = 12;
    private static final float QUIETEST = 1e-5f;
    private static final float WEAKEST_SHARE = 0.003f;

    /** Takes one partial. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the frequency in Hz and the amplitude (1 is a full-scale sine). */
        void partial(double hertz, double amplitude);
    }

    private final RealFft fft;
    private final double hertzPerBin;
    private final int first;
    private final int last;
    private final float[] window;
    private final float[] windowed;
    private final float[] re;
    private final float[] im;
    private final float[] magnitude;
    private final float[] root;
    private final double[] rootSum;

    /**
     * Prepares tables.
     *
     * @param frameSize a power of two
     * @param sampleRate Hz
     * @param lowest frequency of interest in Hz
     * @param highest frequency of interest in Hz; nothing above half the sample rate is found
     */
    public SpectralPeaks(int frameSize, double sampleRate, double lowest, double highest) {
        this.fft = new RealFft(frameSize);
        this.hertzPerBin = sampleRate / frameSize;
        this.first = Math.max(2, (int) (lowest / hertzPerBin));
        this.last = Math.min(fft.bins() - 2, (int) (highest / hertzPerBin));
        this.window = Windows.hann(frameSize);
        this.windowed = new float[frameSize];
        this.re = new float[fft.bins()];
        this.im = new float[fft.bins()];
        this.magnitude = new float[fft.bins()];
        this.root = new float[fft.bins()];
        this.rootSum = new double[fft.bins() + 1];
    }

    /**
     * Finds the partials of a frame, from low to high.
     *
     * @return the summed squares of all magnitudes from {@code energyFromHertz} on, partials or not
     */
    public double find(float[] samples, int offset, double energyFromHertz, Sink sink) {
        measure(samples, offset);
        double energy = 0;
        float loudest = QUIETEST / WEAKEST_SHARE;
        for (int bin = first; bin <= last; bin++) {
            energy += bin * hertzPerBin < energyFromHertz ? 0 : (double) magnitude[bin] * magnitude[bin];
            loudest = Math.max(loudest, magnitude[bin]);
        }
        for (int bin = first; bin <= last; bin++) {
            if (magnitude[bin] > loudest * WEAKEST_SHARE && isPeak(bin)) {
                interpolate(bin, sink);
            }
        }
        return energy;
    }

    private void measure(float[] samples, int offset) {
        for (int i = 0; i < windowed.length; i++) {
            windowed[i] = samples[offset + i] * window[i];
        }
        fft.forward(windowed, 0, re, im);
        // Loops over floats alone are vectorised.
        for (int bin = 0; bin < magnitude.length; bin++) {
            magnitude[bin] = (float) Math.sqrt(re[bin] * re[bin] + im[bin] * im[bin]);
        }
        for (int bin = 0; bin < root.length; bin++) {
            root[bin] = (float) Math.sqrt(magnitude[bin]);
        }
        for (int bin = 0; bin < root.length; bin++) {
            rootSum[bin + 1] = rootSum[bin] + root[bin];
        }
    }

    private boolean isPeak(int bin) {
        float here = magnitude[bin];
        return here > magnitude[bin - 1] && here >= magnitude[bin + 1] && here > STAND_OUT * surroundings(bin);
    }

    /** The squared mean of the roots: like the mean magnitude, but little moved by a few strong partials. */
    private double surroundings(int bin) {
        int reach = Math.max(FEWEST_BINS, (int) (bin * SURROUNDINGS));
        int from = Math.max(1, bin - reach);
        int to = Math.min(magnitude.length, bin + reach + 1);
        double mean = (rootSum[to] - rootSum[from]) / (to - from);
        return mean * mean;
    }

    /** Vertex of the parabola through the logarithms of three bins, which fits the main lobe of a Hann window well. */
    private void interpolate(int bin, Sink sink) {
        double below = Math.log(magnitude[bin - 1] + 1e-12);
        double at = Math.log(magnitude[bin] + 1e-12);
        double above = Math.log(magnitude[bin + 1] + 1e-12);
        double curvature = below - 2 * at + above;
        double shift = curvature == 0 ? 0 : 0.5 * (below - above) / curvature;
        sink.partial((bin + shift) * hertzPerBin, Math.exp(at - 0.25 * (below - above) * shift));
    }
}
