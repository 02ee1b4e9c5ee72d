package io.soundforge.alchemy.dsp.tonal;

/** Folds 36 bins to the octave into 12 tuned pitch classes. */
final class Chroma {
    private static final double BINS_PER_CLASS = (double) PitchClassFrames.BINS / KeyProfiles.CLASSES;

    private Chroma() {}

    /**
     * Twelve strengths, 0 is C: each bin counts for the pitch class it is nearest to, by a squared cosine over a semitone to
     * either side.
     */
    static double[] fold(double[] bins, double tuningCents) {
        double[] chroma = new double[KeyProfiles.CLASSES];
        for (int bin = 0; bin < bins.length; bin++) {
            if (bins[bin] == 0) {
                continue;
            }
            double place = bin / BINS_PER_CLASS - tuningCents / 100;
            int below = (int) Math.floor(place);
            double part = place - below;
            double upper = Math.sin(0.5 * Math.PI * part);
            chroma[Math.floorMod(below, KeyProfiles.CLASSES)] += bins[bin] * (1 - upper * upper);
            chroma[Math.floorMod(below + 1, KeyProfiles.CLASSES)] += bins[bin] * upper * upper;
        }
        return chroma;
    }

    /** Divides in place, so that the sum is 1; leaves silence alone. */
    static double[] unit(double[] chroma) {
        double sum = 0;
        for (double strength : chroma) {
            sum += strength;
        }
        return scaled(chroma, sum);
    }

    /** Divides in place, unless by 0. */
    static double[] scaled(double[] chroma, double divisor) {
        for (int i = 0; i < chroma.length && divisor > 0; i++) {
            chroma[i] /= divisor;
        }
        return chroma;
    }
}
