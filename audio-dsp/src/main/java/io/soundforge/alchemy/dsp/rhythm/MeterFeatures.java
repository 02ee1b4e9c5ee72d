package io.soundforge.alchemy.dsp.rhythm;

/**
 * What speaks for bars of so many beats that begin at such a beat, as numbers for {@link MeterJudge}: how far the first
 * beats of the bars stand out in what is struck and in what changes, and whether beats a bar apart are alike.
 */
final class MeterFeatures {
    /** Beats in a bar that are considered. */
    static final int[] SIZES = {2, 3, 4, 5, 7};

    private static final int CURVES = 9;
    private static final int LONGEST = 8;
    private static final double SMALLEST_DEVIATION = 0.02;

    private final double[][] beats = new double[CURVES][];
    private final BeatVectors[] vectors;
    private final double octaves;
    private final double compound;

    private MeterFeatures(BeatVectors[] vectors, double octaves, double compound) {
        this.vectors = vectors;
        this.octaves = octaves;
        this.compound = compound;
    }

    /** Measures the beats of a pulse; {@code compound} is 1 if they divide into three, 0 if into two. */
    static MeterFeatures of(Cues cues, Pulse pulse, BeatHarmony harmony, double compound) {
        BeatVectors[] vectors = {
            BeatVectors.of(cues.novelty(), pulse),
            BeatVectors.of(cues.low(), pulse),
            BeatVectors.of(cues.snares(), pulse),
            BeatVectors.of(cues.chord(), pulse),
            BeatVectors.of(cues.bass(), pulse),
        };
        MeterFeatures features = new MeterFeatures(vectors, Math.log(pulse.bpm() / 120) / Math.log(2), compound);
        float[][] curves = {
            cues.novelty(), cues.low(), cues.middle(), cues.snares(), cues.flux(), cues.chord(), cues.bass()
        };
        for (int c = 0; c < curves.length; c++) {
            features.beats[c] = heights(curves[c], pulse);
        }
        features.beats[curves.length] = new double[pulse.beats()];
        features.beats[curves.length + 1] = new double[pulse.beats()];
        changes(pulse, harmony, features.beats[curves.length], features.beats[curves.length + 1]);
        for (double[] values : features.beats) {
            standardise(values);
        }
        return features;
    }

    int beats() {
        return beats[0].length;
    }

    /** The numbers for bars of {@code size} beats of which beat {@code phase} is the first. */
    double[] of(int size, int phase) {
        double[] features = new double[2 * CURVES + 3 * vectors.length + 18];
        int at = 0;
        for (double[] values : beats) {
            features[at++] = contrast(values, size, phase);
        }
        for (double[] values : beats) {
            features[at++] = size % 2 == 0 ? contrast(values, size, phase + size / 2) : 0;
        }
        for (BeatVectors vector : vectors) {
            features[at++] = vector.likeness(size) - usual(vector);
            features[at++] = vector.likeness(2 * size) - usual(vector);
            features[at++] = size == 2 ? vector.likeness(4) - vector.likeness(2) : 0;
        }
        for (int known = 0; known < SIZES.length; known++) {
            features[at++] = SIZES[known] == size ? 1 : 0;
        }
        features[at++] = size == 2 ? octaves : 0;
        features[at++] = size == 3 ? octaves : 0;
        features[at++] = size == 2 ? compound : 0;
        features[at++] = size == 3 ? compound : 0;
        features[at++] = size > 4 ? compound : 0;
        features[at++] = size == 2 ? features[0] : 0;
        features[at++] = size == 2 ? features[1] : 0;
        features[at++] = size == 2 ? features[5] : 0;
        features[at++] = size == 2 ? features[6] : 0;
        features[at++] = size == 2 ? features[7] : 0;
        features[at++] = size == 3 ? features[1] : 0;
        features[at++] = size == 3 ? features[3] : 0;
        features[at] = size == 3 ? features[5] : 0;
        return features;
    }

    /** How clearly bars stand out: the largest contrast of their first beats or likeness of beats a bar apart. */
    double strength(int size, int phase) {
        double strength = 0;
        for (double[] values : beats) {
            strength = Math.max(strength, contrast(values, size, phase));
        }
        for (BeatVectors vector : vectors) {
            strength = Math.max(strength, vector.likeness(size) - usual(vector));
        }
        return strength;
    }

    private static double[] heights(float[] curve, Pulse pulse) {
        double[] heights = new double[pulse.beats()];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = PulseProfile.highest(curve, pulse.frames()[i]);
        }
        return heights;
    }

    private static void changes(Pulse pulse, BeatHarmony harmony, double[] chord, double[] bass) {
        double[] frames = pulse.frames();
        double[] before = notes(harmony, frames[0] - pulse.period(), frames[0]);
        for (int i = 0; i < frames.length; i++) {
            double next = i + 1 < frames.length ? frames[i + 1] : frames[i] + pulse.period();
            double[] notes = notes(harmony, frames[i], next);
            chord[i] = distance(notes, before, 0, notes.length / 2);
            bass[i] = distance(notes, before, notes.length / 2, notes.length);
            before = notes;
        }
    }

    private static double[] notes(BeatHarmony harmony, double from, double to) {
        return harmony.notes(from / BandSpectrogram.FRAMES_PER_SECOND, to / BandSpectrogram.FRAMES_PER_SECOND);
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

    private static void standardise(double[] values) {
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
            values[i] = deviation < SMALLEST_DEVIATION ? 0 : (values[i] - mean) / deviation;
        }
    }

    /** Mean at every {@code size}-th beat from {@code phase} on, less the mean of the others. */
    private static double contrast(double[] values, int size, int phase) {
        double on = 0;
        double off = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            boolean first = Math.floorMod(i - phase, size) == 0;
            on += first ? values[i] : 0;
            off += first ? 0 : values[i];
            count += first ? 1 : 0;
        }
        return count == 0 || count == values.length ? 0 : on / count - off / (values.length - count);
    }

    private static double usual(BeatVectors vector) {
        double sum = 0;
        for (int lag = 1; lag <= LONGEST; lag++) {
            sum += vector.likeness(lag) / LONGEST;
        }
        return sum;
    }
}
