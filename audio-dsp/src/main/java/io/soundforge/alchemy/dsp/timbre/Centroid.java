package io.soundforge.alchemy.dsp.timbre;

/** The mean frequency of a spectrum, weighted by magnitude; its mean over frames. */
final class Centroid {
    private final double hertzPerBin;
    private final int first;
    private double sum;

    /**
     * Sets up an empty mean.
     *
     * @param first bin that counts
     */
    Centroid(double hertzPerBin, int first) {
        this.hertzPerBin = hertzPerBin;
        this.first = first;
    }

    void add(float[] magnitudes) {
        double weighted = 0;
        double total = 0;
        for (int bin = first; bin < magnitudes.length; bin++) {
            weighted += (double) bin * magnitudes[bin];
            total += magnitudes[bin];
        }
        sum += hertzPerBin * weighted / total;
    }

    /** Hz. */
    double mean(long frames) {
        return sum / frames;
    }
}
