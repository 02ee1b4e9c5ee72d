package io.soundforge.alchemy.dsp.rhythm;

/**
 * What tells the beats of a bar apart, each feature standardised over the track (mean 0, deviation 1; all 0 if it never
 * changes): how hard the bass, the middle and the snare alone are struck, and how much the chord and the bass note change at the beat.
 */
final class BeatFeatures {
    static final int KICK = 0;
    static final int MIDDLE = 1;
    static final int SNARE = 2;
    static final int CHORD = 3;
    static final int BASS = 4;
    private static final int COUNT = 5;
    private static final int REACH = 4;
    private static final double[] SMALLEST_DEVIATION = {0.08, 0.08, 0.08, 0.05, 0.05};

    private final double[][] values;

    private BeatFeatures(double[][] values) {
        this.values = values;
    }

    static BeatFeatures of(double[] beats, Accents accents, BeatHarmony harmony) {
        double[][] values = new double[COUNT][beats.length];
        float[] low = accents.register(Accents.LOW);
        float[] middle = accents.middle();
        float[] snares = accents.snares();
        double[] before = harmony.notes(2 * beats[0] - beats[1], beats[0]);
        for (int i = 0; i < beats.length; i++) {
            values[KICK][i] = strongest(low, beats[i]);
            values[MIDDLE][i] = strongest(middle, beats[i]);
            values[SNARE][i] = strongest(snares, beats[i]);
            double next = i + 1 < beats.length ? beats[i + 1] : 2 * beats[i] - beats[Math.max(0, i - 1)];
            double[] notes = harmony.notes(beats[i], next);
            values[CHORD][i] = distance(notes, before, 0, notes.length / 2);
            values[BASS][i] = distance(notes, before, notes.length / 2, notes.length);
            before = notes;
        }
        for (int f = 0; f < COUNT; f++) {
            standardise(values[f], SMALLEST_DEVIATION[f]);
        }
        return new BeatFeatures(values);
    }

    int features() {
        return COUNT;
    }

    int beats() {
        return values[0].length;
    }

    double get(int feature, int beat) {
        return values[feature][beat];
    }

    private static double strongest(float[] curve, double seconds) {
        int at = (int) Math.round(seconds * BandSpectrogram.FRAMES_PER_SECOND);
        double most = 0;
        for (int k = Math.max(0, at - REACH); k <= Math.min(curve.length - 1, at + REACH); k++) {
            most = Math.max(most, curve[k]);
        }
        return most;
    }

    /** Cosine distance, 0 to 1; 0 if there are no notes on either side. */
    private static double distance(double[] a, double[] b, int from, int to) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = from; i < to; i++) {
            product += a[i] * b[i];
            squareA += a[i] * a[i];
            squareB += b[i] * b[i];
        }
        return squareA == 0 || squareB == 0 ? 0 : 1 - product / Math.sqrt(squareA * squareB);
    }

    private static void standardise(double[] values, double smallest) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        double deviation = Math.sqrt(variance);
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation < smallest ? 0 : (values[i] - mean) / deviation;
        }
    }
}
