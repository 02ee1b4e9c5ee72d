package io.soundforge.alchemy.dsp.melody;

import java.util.Arrays;

/**
 * How strong each partial of a frame is as a fundamental: the amplitudes of the partials at its multiples, the higher the less
 * they count (harmonic summation, Klapuri, 2006; Salamon and Gómez, 2012). Only partials that are there are candidates, so
 * nothing is heard an octave below what sounds; a tone without its fundamental is not found.
 */
final class HarmonicSum {
    private static final int HARMONICS = 10;
    private static final double DECAY = 0.8;
    /** A harmonic may be this far off, as a ratio: 40 cents. */
    private static final double TOLERANCE = Math.pow(2, 40.0 / 1200);

    private static final int MOST_PARTIALS = 256;

    private final Register register;
    private final double[] hertz = new double[MOST_PARTIALS];
    private final double[] amplitudes = new double[MOST_PARTIALS];
    private int partials;
    private double squares;
    private double overtones;

    HarmonicSum(Register register) {
        this.register = register;
    }

    void clear() {
        partials = 0;
    }

    /** Takes the next partial, from low to high; those beyond {@value #MOST_PARTIALS} are left out. */
    void add(double frequency, double amplitude) {
        if (partials < MOST_PARTIALS) {
            hertz[partials] = frequency;
            amplitudes[partials++] = amplitude;
        }
    }

    int partials() {
        return partials;
    }

    double hertz(int partial) {
        return hertz[partial];
    }

    boolean isCandidate(int partial) {
        return hertz[partial] >= register.lowestHertz() && hertz[partial] <= register.highestHertz();
    }

    /** Strength of a partial as a fundamental: an amplitude. */
    double strength(int fundamental) {
        double sum = 0;
        double weight = 1;
        squares = 0;
        int from = fundamental;
        for (int h = 1; h <= HARMONICS && from < partials; h++) {
            double wanted = h * hertz[fundamental];
            from = firstAt(wanted / TOLERANCE, from);
            double amplitude = strongest(from, wanted * TOLERANCE);
            squares += amplitude * amplitude;
            sum += weight * register.weight(wanted) * amplitude;
            overtones = h == 1 ? 0 : overtones + amplitude;
            weight *= DECAY;
        }
        return sum;
    }

    /** The summed squares of the harmonics that the last call of {@link #strength} found. */
    double squares() {
        return squares;
    }

    /** The summed amplitudes of the overtones it found, relative to the fundamental's. */
    double overtones(int fundamental) {
        return overtones / amplitudes[fundamental];
    }

    private int firstAt(double frequency, int from) {
        int at = Arrays.binarySearch(hertz, from, partials, frequency);
        return at < 0 ? -at - 1 : at;
    }

    private double strongest(int from, double upTo) {
        double strongest = 0;
        for (int i = from; i < partials && hertz[i] <= upTo; i++) {
            strongest = Math.max(strongest, amplitudes[i]);
        }
        return strongest;
    }
}
