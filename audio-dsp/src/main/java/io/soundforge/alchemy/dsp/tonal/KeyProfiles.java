package io.soundforge.alchemy.dsp.tonal;

/**
 * How much of each pitch class, counted from the tonic, music in a key holds, as published: {@code SIMPLE} by Albrecht and
 * Shanahan (The use of large corpora to train a new type of key-finding algorithm, 2013), {@code EDMA} and {@code GATED} by
 * Faraldo et al. (Key estimation in electronic dance music, 2016, and its successor of 2017), {@code PROBE} by Krumhansl and
 * Kessler (1982). Each is {major, minor}.
 */
final class KeyProfiles {
    static final int CLASSES = 12;
    static final int KEYS = 2 * CLASSES;

    static final double[][] SIMPLE = {
        {.238, .006, .111, .006, .137, .094, .016, .214, .009, .080, .008, .081},
        {.220, .006, .104, .123, .019, .103, .012, .214, .062, .022, .061, .052}
    };
    static final double[][] EDMA = {
        {1, .2875, .5020, .4048, .6050, .5614, .3205, .7966, .3159, .4506, .4202, .3889},
        {1, .3096, .4415, .5827, .3262, .4948, .2889, .7804, .4328, .2903, .5331, .3217}
    };
    static final double[][] GATED = {
        {1, 0, .42, 0, .53, .37, 0, .77, 0, .38, .21, .30},
        {1, 0, .36, .39, 0, .38, 0, .74, .27, 0, .42, .23}
    };
    static final double[][] PROBE = {
        {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88},
        {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17}
    };

    private KeyProfiles() {}

    /**
     * Adds to the scores of all keys their profiles' Pearson correlations with 12 pitch class strengths (index 0 is C).
     *
     * @param scores C major to B major, then C minor to B minor
     */
    static void addCorrelations(double[] chroma, double[][] profiles, double weight, double[] scores) {
        double[] centred = centred(chroma);
        double norm = norm(centred);
        for (int mode = 0; mode < 2 && norm > 0; mode++) {
            double[] profile = centred(profiles[mode]);
            double scale = weight / (norm * norm(profile));
            for (int tonic = 0; tonic < CLASSES; tonic++) {
                double product = 0;
                for (int degree = 0; degree < CLASSES; degree++) {
                    product += centred[(tonic + degree) % CLASSES] * profile[degree];
                }
                scores[tonic + mode * CLASSES] += scale * product;
            }
        }
    }

    private static double[] centred(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] centred = values.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
        }
        return centred;
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
