package io.soundforge.alchemy.dsp.separation.spectral;

/** How well each pitch explains a spectrum: the sum of compressed magnitudes at its harmonics (Klapuri, 2006). */
final class HarmonicSalience {
    private final SpectralGrid grid;
    private final PitchSearch search;
    private final double[] candidates;

    HarmonicSalience(SpectralGrid grid, PitchSearch search) {
        this.grid = grid;
        this.search = search;
        this.candidates = search.candidates();
    }

    /** One value per candidate pitch. */
    double[] of(float[] magnitudes) {
        double[] roots = new double[magnitudes.length];
        for (int k = 0; k < roots.length; k++) {
            roots[k] = Math.sqrt(magnitudes[k]);
        }
        double[] sums = new double[candidates.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sum(roots, candidates[i]);
        }
        return sums;
    }

    private double sum(double[] roots, double pitch) {
        double sum = 0;
        double weight = 1;
        for (int q = 1; q <= search.harmonics(); q++) {
            sum += weight * (at(roots, pitch * q) - search.between() * at(roots, pitch * (q - .5)));
            weight *= search.decay();
        }
        return sum;
    }

    private double at(double[] values, double frequency) {
        double position = frequency / grid.binHz();
        int k = (int) position;
        return k + 1 < values.length ? values[k] + (position - k) * (values[k + 1] - values[k]) : 0;
    }
}
