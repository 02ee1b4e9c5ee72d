package io.soundforge.alchemy.dsp.features;

/** Window functions for spectra. */
public final class Windows {
    private Windows() {}

    /** Periodic Hann window of {@code size} samples whose sum is 2: a sine of amplitude 1 has a spectral peak of 1. */
    public static float[] hann(int size) {
        float[] window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) ((1 - Math.cos(2 * Math.PI * i / size)) * 2 / size);
        }
        return window;
    }
}
