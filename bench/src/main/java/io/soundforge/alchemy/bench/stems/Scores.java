package io.soundforge.alchemy.bench.stems;

/** The two ratios that stems are judged by. Both take all channels and frames of a stem as one vector. */
final class Scores {
    /** Added to energies, so that silence against silence is defined. */
    private static final double EPSILON = 1e-9;

    private Scores() {}

    /**
     * Signal to distortion as in the Sound Demixing and Music Demixing Challenges (Mitsufuji et al., 2022): 10·log10 of
     * Σs² over Σ(s - e)².
     *
     * @return dB; NaN for a silent reference, which no ratio judges
     */
    static double sdr(float[][] reference, float[][] estimate) {
        double signal = product(reference, reference);
        if (isSilent(reference, signal)) {
            return Double.NaN;
        }
        double distortion = signal - 2 * product(reference, estimate) + product(estimate, estimate);
        return decibels(signal, distortion);
    }

    /**
     * Scale-invariant SDR (Le Roux et al., 2019): the reference scaled to fit the estimate, over what is left of it.
     *
     * @return dB; NaN for a silent reference; very low for a silent estimate
     */
    static double siSdr(float[][] reference, float[][] estimate) {
        double signal = product(reference, reference);
        if (isSilent(reference, signal)) {
            return Double.NaN;
        }
        double common = product(reference, estimate);
        double target = common * common / signal;
        return decibels(target, product(estimate, estimate) - target);
    }

    /** Below -80 dB RMS. */
    private static boolean isSilent(float[][] reference, double energy) {
        return energy < 1e-8 * reference.length * reference[0].length;
    }

    private static double decibels(double signal, double distortion) {
        return 10 * Math.log10((signal + EPSILON) / (Math.max(0, distortion) + EPSILON));
    }

    private static double product(float[][] a, float[][] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            for (int i = 0; i < a[c].length; i++) {
                sum += (double) a[c][i] * b[c][i];
            }
        }
        return sum;
    }
}
