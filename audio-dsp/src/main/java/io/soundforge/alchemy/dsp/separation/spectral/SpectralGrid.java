package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * The frequencies of a short-time spectrum.
 *
 * @param bins from 0 Hz to the Nyquist frequency
 * @param binHz distance of two bins
 */
record SpectralGrid(int bins, double binHz) {
    /** The nearest bin. */
    int bin(double frequency) {
        return (int) Math.max(0, Math.min(bins - 1, Math.round(frequency / binHz)));
    }

    double frequency(int bin) {
        return bin * binHz;
    }

    /** Weights that fall from 1 to 0 around a corner frequency: 1 / (1 + (f / corner)^order). */
    float[] lowPass(double corner, int order) {
        float[] weights = new float[bins];
        for (int k = 0; k < bins; k++) {
            weights[k] = (float) (1 / (1 + StrictMath.pow(frequency(k) / corner, order)));
        }
        return weights;
    }
}
