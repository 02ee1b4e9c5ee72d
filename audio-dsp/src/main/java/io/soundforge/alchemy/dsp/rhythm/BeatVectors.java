package io.soundforge.alchemy.dsp.rhythm;

/** What is played in each beat of a pulse, as one vector per beat, and how alike beats are that lie so many apart. */
final class BeatVectors {
    private static final int PLACES = 6;
    private static final int LONGEST_LAG = 16;

    private final double[] likeness = new double[LONGEST_LAG + 1];

    /** Compares the beats of a pulse by one curve. */
    static BeatVectors of(float[] curve, Pulse pulse) {
        BeatVectors vectors = new BeatVectors();
        double[][] rows = rows(curve, pulse);
        centre(rows);
        double power = product(rows, 0) / Math.max(1, rows.length);
        for (int lag = 1; lag <= LONGEST_LAG && power > 0; lag++) {
            int pairs = rows.length - lag;
            vectors.likeness[lag] = pairs < 4 ? 0 : product(rows, lag) / pairs / power;
        }
        return vectors;
    }

    /** Correlation of beats {@code lag} apart, after what all beats share is taken out: about 0 to 1. */
    double likeness(int lag) {
        return likeness[lag];
    }

    private static double[][] rows(float[] curve, Pulse pulse) {
        double[] frames = pulse.frames();
        double[][] rows = new double[Math.max(0, frames.length - 1)][PLACES];
        for (int i = 0; i < rows.length; i++) {
            double length = frames[i + 1] - frames[i];
            for (int place = 0; place < PLACES; place++) {
                rows[i][place] = PulseProfile.highest(curve, frames[i] + length * place / PLACES);
            }
        }
        return rows;
    }

    private static void centre(double[][] rows) {
        for (int place = 0; place < PLACES; place++) {
            double mean = 0;
            for (double[] row : rows) {
                mean += row[place] / rows.length;
            }
            for (double[] row : rows) {
                row[place] -= mean;
            }
        }
    }

    private static double product(double[][] rows, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < rows.length; i++) {
            for (int place = 0; place < PLACES; place++) {
                sum += rows[i][place] * rows[i + lag][place];
            }
        }
        return sum;
    }
}
