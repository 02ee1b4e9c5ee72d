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
    /** Between 60 and 420 ms before a moment and after it. */
    private static final int NEAR = (int) Math.round(0.06 * PitchSpectrogram.FRAMES_PER_SECOND);

    private static final int FAR = (int) Math.round(0.42 * PitchSpectrogram.FRAMES_PER_SECOND);

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
        double reference = loudLevel(pitches);
        int[] classOf = classes(pitches);
        float[] flux = new float[pitches.frames()];
        SlidingDistance chord = new SlidingDistance(flux.length, CLASSES, NEAR, FAR);
        SlidingDistance bass = new SlidingDistance(flux.length, lowest(pitches), NEAR, FAR);
        float[][] history = new float[LAG + 1][pitches.bands()];
        for (int k = 0; k < flux.length; k++) {
            float[] now = history[k % history.length];
            compress(pitches, k, reference, now);
            if (k >= LAG) {
                // The rise from k - 2 to k happens around k - 1.
                flux[k - LAG / 2] = rise(history[(k - LAG) % history.length], now);
            }
            chord.add(folded(now, classOf));
            bass.add(now);
        }
        return new NoteChange(
                doubled(flux, frames, EARLY),
                doubled(tops(chord.curve()), frames, 0),
                doubled(tops(bass.curve()), frames, 0));
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

    private static void compress(PitchSpectrogram pitches, int frame, double reference, float[] into) {
        for (int b = 0; b < into.length; b++) {
            double amplitude = Math.pow(10, (pitches.level(frame, b) - reference) / 20);
            into[b] = (float) Math.log1p(COMPRESSION * amplitude);
        }
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

    private static float rise(float[] then, float[] now) {
        float sum = 0;
        for (int b = 1; b + 1 < now.length; b++) {
            float highest = Math.max(then[b], Math.max(then[b - 1], then[b + 1]));
            sum += Math.max(0, now[b] - highest);
        }
        return sum / now.length;
    }

    /** The pitch class of every band, -1 for those that are too low or too high for chords. */
    private static int[] classes(PitchSpectrogram pitches) {
        int[] classes = new int[pitches.bands()];
        for (int b = 0; b < classes.length; b++) {
            double hertz = pitches.centre(b);
            boolean chordal = hertz > BASS_HZ / 2 && hertz < CHORD_HZ;
            classes[b] =
                    chordal ? Math.floorMod(Math.round(CLASSES * Math.log(hertz / 440) / Math.log(2)), CLASSES) : -1;
        }
        return classes;
    }

    private static float[] folded(float[] levels, int[] classOf) {
        float[] classes = new float[CLASSES];
        for (int b = 0; b < levels.length; b++) {
            if (classOf[b] >= 0) {
                classes[classOf[b]] += levels[b];
            }
        }
        return classes;
    }

    /** How many bands are bass. */
    private static int lowest(PitchSpectrogram pitches) {
        int count = 0;
        while (count < pitches.bands() && pitches.centre(count) < BASS_HZ) {
            count++;
        }
        return count;
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

    /** From 50 to 100 frames per second, moved later by {@code later} of the new frames. */
    private static float[] doubled(float[] curve, int frames, int later) {
        float[] doubled = new float[frames];
        for (int k = 0; k < frames; k++) {
            doubled[k] = (float) Curves.at(curve, Math.max(0, k - later) / 2.0);
        }
        return doubled;
    }
}
