package io.soundforge.alchemy.dsp.structure;

/** Something heard throughout a track that can be averaged over any stretch of it. */
@FunctionalInterface
public interface Feature {
    /**
     * The average between two moments.
     *
     * @param from seconds
     * @param to seconds, after {@code from}
     * @return as many values on every call
     */
    double[] between(double from, double to);
}
