package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.spectrum.RealFft;

/**
 * How periodic a novelty curve is: its autocorrelation and its Fourier magnitude, both taken over windows of 12 s and
 * averaged, so that a slow drift of tempo does no harm. The first leans to slow octaves, the second to fast ones; their
 * product leans to neither (Peeters 2007; Grosche and Müller 2011).
 */
final class Periodicity {
    private static final int WINDOW = 12 * BandSpectrogram.FRAMES_PER_SECOND;
    private static final int FFT = 4096;
    private static final int LAGS = 1000;

    private final float[] correlation = new float[LAGS];
    private final float[] spectrum = new float[FFT / 2 + 1];

    static Periodicity of(float[] novelty) {
        Periodicity periodicity = new Periodicity();
        RealFft fft = new RealFft(FFT);
        int length = Math.min(WINDOW, novelty.length);
        int windows = 0;
        for (int start = 0; start + length <= novelty.length; start += Math.max(1, length / 2)) {
            if (periodicity.addWindow(fft, novelty, start, length)) {
                windows++;
            }
        }
        periodicity.scale(windows);
        return periodicity;
    }

    /** Mean autocorrelation at a lag in frames: 1 at 0, about 0 for unrelated onsets. */
    double correlation(double lag) {
        return Curves.at(correlation, lag);
    }

    /** Mean Fourier magnitude at a number of cycles per minute, relative to the root of the energy. */
    double magnitude(double perMinute) {
        return Curves.at(spectrum, perMinute / 60 * FFT / BandSpectrogram.FRAMES_PER_SECOND);
    }

    private boolean addWindow(RealFft fft, float[] novelty, int start, int length) {
        float[] centred = centred(novelty, start, length);
        float[] re = new float[fft.bins()];
        float[] im = new float[fft.bins()];
        fft.forward(centred, 0, re, im);
        float[] power = new float[fft.bins()];
        for (int i = 0; i < power.length; i++) {
            power[i] = re[i] * re[i] + im[i] * im[i];
        }
        float[] lags = new float[FFT];
        fft.inverse(power, new float[fft.bins()], lags, 0);
        if (lags[0] <= 0) {
            return false;
        }
        int most = Math.min(LAGS, length * 3 / 4);
        for (int lag = 0; lag < most; lag++) {
            correlation[lag] += lags[lag] / lags[0] * length / (length - lag);
        }
        double norm = Math.sqrt((double) lags[0] * length);
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] += (float) (Math.sqrt(power[i]) / norm);
        }
        return true;
    }

    private static float[] centred(float[] novelty, int start, int length) {
        double mean = 0;
        for (int k = 0; k < length; k++) {
            mean += novelty[start + k];
        }
        mean /= length;
        float[] centred = new float[FFT];
        for (int k = 0; k < length; k++) {
            centred[k] = (float) (novelty[start + k] - mean);
        }
        return centred;
    }

    private void scale(int windows) {
        float scale = 1f / Math.max(1, windows);
        for (int i = 0; i < correlation.length; i++) {
            correlation[i] *= scale;
        }
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] *= scale;
        }
    }
}
