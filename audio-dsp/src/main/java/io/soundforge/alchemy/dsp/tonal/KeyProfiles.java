package io.soundforge.alchemy.dsp.tonal;

/**
 * How much of each pitch class, counted from the tonic, music in a key holds. Two published sets vote with equal weight:
 * {@code edma}, learnt from electronic dance music (Faraldo et al., Key estimation in electronic dance music, 2016), and the
 * pair that serves pop best, major of Temperley (1999) and minor of Krumhansl and Kessler (1982).
 */
final class KeyProfiles {
    static final int CLASSES = 12;

    private static final double[][] MAJOR = {
        {1, .2875, .5020, .4048, .6050, .5614, .3205, .7966, .3159, .4506, .4202, .3889},
        {5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4}
    };
    private static final double[][] MINOR = {
        {1, .3096, .4415, .5827, .3262, .4948, .2889, .7804, .4328, .2903, .5331, .3217},
        {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17}
    };

    private KeyProfiles() {}

    /** Mean Pearson correlation of 12 pitch class strengths (index 0 is C) with the profiles of a key, -1 to 1. */
    static double correlation(double[] chroma, MusicalKey key) {
        double sum = 0;
        double[][] profiles = key.minor() ? MINOR : MAJOR;
        for (double[] profile : profiles) {
            sum += correlation(chroma, profile, key.pitchClass());
        }
        return sum / profiles.length;
    }

    private static double correlation(double[] chroma, double[] profile, int tonic) {
        double chromaMean = mean(chroma);
        double profileMean = mean(profile);
        double product = 0;
        double chromaSquare = 0;
        double profileSquare = 0;
        for (int degree = 0; degree < CLASSES; degree++) {
            double c = chroma[(tonic + degree) % CLASSES] - chromaMean;
            double p = profile[degree] - profileMean;
            product += c * p;
            chromaSquare += c * c;
            profileSquare += p * p;
        }
        return chromaSquare == 0 ? 0 : product / Math.sqrt(chromaSquare * profileSquare);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
