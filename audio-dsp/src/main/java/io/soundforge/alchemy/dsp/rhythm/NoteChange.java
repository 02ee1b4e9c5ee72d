package io.soundforge.alchemy.dsp.rhythm;

/**
 * What changes in the notes that sound: the flux of semitones, which shows tones without any attack, and how far the
 * harmony after a moment is from that before it, in the chords and in the bass. All curves have the frames of
 * {@link BandSpectrogram}.
 */
final class NoteChange {
    private static final double COMPRESSION = 30;
    private static final double GATE_DB = 30;
    private static final int LAG = 2;
    /** Logarithms rise as soon as a window touches a tone: so many frames of 10 ms before its start. */
    private static final int EARLY = 2;

    private static final int CLASSES = 12;
    private static final double BASS_HZ = 220;
    private static final double CHORD_HZ = 1400;
    private static final int ALONE = 12;
    private static final int WIDTH = 4;
    private static final double NEAR_SECONDS = 0.06;
    private static final double FAR_SECONDS = 0.42;

    private final float[] flux;
    private final float[] chord;
    private final float[] bass;

    private NoteChange(float[] flux, float[] chord, float[] bass) {
        this.flux = flux;
        this.chord = chord;
        this.bass = bass;
    }

    /** Finds the changes, as curves of {@code frames} frames. */
    static NoteChange of(PitchSpectrogram pitches, int frames) {
        float[][] levels = compressed(pitches);
        return new NoteChange(
                doubled(flux(levels), frames, EARLY),
                doubled(tops(distance(classes(pitches, levels))), frames, 0),
                doubled(tops(distance(lowest(pitches, levels))), frames, 0));
    }

    /** Mean rise of the semitones' logarithmic levels. */
    float[] flux() {
        return flux;
    }

    /** How much the chord changes, 0 to 1, and only where it changes most. */
    float[] chord() {
        return chord;
    }

    /** How much the bass changes, likewise. */
    float[] bass() {
        return bass;
    }

    private static float[][] compressed(PitchSpectrogram pitches) {
        double reference = loudLevel(pitches);
        float[][] levels = new float[pitches.frames()][pitches.bands()];
        for (int k = 0; k < levels.length; k++) {
            for (int b = 0; b < levels[k].length; b++) {
                double amplitude = Math.pow(10, (pitches.level(k, b) - reference) / 20);
                levels[k][b] = (float) Math.log1p(COMPRESSION * amplitude);
            }
        }
        return levels;
    }

    private static double loudLevel(PitchSpectrogram pitches) {
        float[] loudest = new float[pitches.frames()];
        float highest = -1000;
        for (int k = 0; k < loudest.length; k++) {
            loudest[k] = -1000;
            for (int b = 0; b < pitches.bands(); b++) {
                loudest[k] = (float) Math.max(loudest[k], pitches.level(k, b));
            }
            highest = Math.max(highest, loudest[k]);
        }
        return Math.max(Curves.percentile(loudest, 0.95), highest - GATE_DB);
    }

    private static float[] flux(float[][] levels) {
        float[] flux = new float[levels.length];
        for (int k = LAG; k < levels.length; k++) {
            float[] now = levels[k];
            float[] then = levels[k - LAG];
            float sum = 0;
            for (int b = 1; b + 1 < now.length; b++) {
                float highest = Math.max(then[b], Math.max(then[b - 1], then[b + 1]));
                sum += Math.max(0, now[b] - highest);
            }
            // The rise from k - 2 to k happens around k - 1.
            flux[k - LAG / 2] = sum / now.length;
        }
        return flux;
    }

    private static float[][] classes(PitchSpectrogram pitches, float[][] levels) {
        float[][] classes = new float[levels.length][CLASSES];
        for (int b = 0; b < pitches.bands(); b++) {
            double hertz = pitches.centre(b);
            if (hertz > BASS_HZ / 2 && hertz < CHORD_HZ) {
                int pitchClass = Math.floorMod(Math.round(CLASSES * Math.log(hertz / 440) / Math.log(2)), CLASSES);
                for (int k = 0; k < levels.length; k++) {
                    classes[k][pitchClass] += levels[k][b];
                }
            }
        }
        return classes;
    }

    private static float[][] lowest(PitchSpectrogram pitches, float[][] levels) {
        int count = 0;
        while (count < pitches.bands() && pitches.centre(count) < BASS_HZ) {
            count++;
        }
        float[][] lowest = new float[levels.length][];
        for (int k = 0; k < levels.length; k++) {
            lowest[k] = java.util.Arrays.copyOf(levels[k], count);
        }
        return lowest;
    }

    /** Cosine distance of what sounds shortly before each frame and what sounds shortly after it. */
    private static float[] distance(float[][] rows) {
        int near = (int) Math.round(NEAR_SECONDS * PitchSpectrogram.FRAMES_PER_SECOND);
        int far = (int) Math.round(FAR_SECONDS * PitchSpectrogram.FRAMES_PER_SECOND);
        double[][] sums = sums(rows);
        float[] distance = new float[rows.length];
        for (int k = far; k + far < rows.length; k++) {
            double product = 0;
            double before = 1e-9;
            double after = 1e-9;
            for (int c = 0; c < sums[0].length; c++) {
                double x = sums[k - near][c] - sums[k - far][c];
                double y = sums[k + far][c] - sums[k + near][c];
                product += x * y;
                before += x * x;
                after += y * y;
            }
            distance[k] = (float) Math.max(0, 1 - product / Math.sqrt(before * after));
        }
        return distance;
    }

    /** Only where a curve is highest within a quarter of a second, as a triangle of 80 ms to either side. */
    private static float[] tops(float[] curve) {
        float[] tops = new float[curve.length];
        for (int k = 1; k + 1 < curve.length; k++) {
            if (isTop(curve, k)) {
                for (int near = -WIDTH; near <= WIDTH; near++) {
                    int at = Math.max(0, Math.min(tops.length - 1, k + near));
                    tops[at] = Math.max(tops[at], curve[k] * (WIDTH + 1 - Math.abs(near)) / (WIDTH + 1));
                }
            }
        }
        return tops;
    }

    private static boolean isTop(float[] curve, int at) {
        for (int k = Math.max(0, at - ALONE); k <= Math.min(curve.length - 1, at + ALONE); k++) {
            if (curve[k] > curve[at]) {
                return false;
            }
        }
        return curve[at] > 0;
    }

    private static double[][] sums(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[][] sums = new double[rows.length + 1][width];
        for (int k = 0; k < rows.length; k++) {
            for (int c = 0; c < width; c++) {
                sums[k + 1][c] = sums[k][c] + rows[k][c];
            }
        }
        return sums;
    }

    /** From 50 to 100 frames per second, moved later by {@code later} of the new frames. */
    private static float[] doubled(float[] curve, int frames, int later) {
        float[] doubled = new float[frames];
        for (int k = 0; k < frames; k++) {
            doubled[k] = (float) Curves.at(curve, Math.max(0, k - later) / 2.0);
        }
        return doubled;
    }
}
