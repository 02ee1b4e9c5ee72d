package io.soundforge.alchemy.bench.analysis.music;

import java.util.Random;

/** The chords of a piece in one key: degrees of its scale, one after the other, each for the same stretch. */
final class Harmony {
    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
    private static final int[][] IN_MAJOR = {
        {0, 4, 5, 3},
        {0, 5, 3, 4},
        {0, 3, 4, 4},
        {0, 3, 0, 4},
        {5, 3, 0, 4},
        {0, 1, 4, 0},
        {0, 2, 3, 4},
        {0, 4, 3, 3, 0, 4, 4, 0},
        {1, 4, 0, 5},
        {0, 3, 1, 4, 2, 5, 1, 4},
        {0, 4, 5, 2, 3, 0, 3, 4}
    };
    private static final int[][] IN_MINOR = {
        {0, 5, 2, 6},
        {0, 6, 5, 6},
        {0, 3, 4, 0},
        {0, 3, 6, 2},
        {0, 5, 3, 4},
        {0, 0, 3, 4},
        {0, 6, 5, 4},
        {0, 3, 0, 4, 0, 5, 3, 4},
        {1, 4, 0, 0},
        {0, 2, 6, 3}
    };
    private static final int[] BLUES = {0, 0, 0, 0, 3, 3, 0, 0, 4, 3, 0, 4};

    private final int tonic;
    private final boolean minor;
    private final int[] degrees;
    private final double beats;
    private final boolean sevenths;
    private final boolean blues;

    private Harmony(int tonic, boolean minor, int[] degrees, double beats, boolean sevenths, boolean blues) {
        this.tonic = tonic;
        this.minor = minor;
        this.degrees = degrees;
        this.beats = beats;
        this.sevenths = sevenths;
        this.blues = blues;
    }

    /**
     * Draws chords.
     *
     * @param pace bars per chord, or blues
     */
    static Harmony draw(int tonic, boolean minor, String pace, int beatsPerBar, Random random) {
        boolean blues = pace.equals("blues");
        int[][] known = minor ? IN_MINOR : IN_MAJOR;
        int[] degrees = blues ? BLUES : known[random.nextInt(known.length)];
        double bars = blues ? 1 : Double.parseDouble(pace);
        double beats = Math.max(1, Math.round(bars * beatsPerBar));
        return new Harmony(tonic, minor, degrees, beats, random.nextInt(3) == 0, blues);
    }

    double beatsPerChord() {
        return beats;
    }

    /** The semitone above C of a step of the scale; steps may lie outside 0 to 6. */
    int scale(int step) {
        int[] scale = minor ? MINOR : MAJOR;
        return tonic + scale[Math.floorMod(step, 7)] + 12 * Math.floorDiv(step, 7);
    }

    int degree(double beat) {
        return degrees[Math.floorMod((int) Math.floor(beat / beats + 1e-6), degrees.length)];
    }

    /** Semitones above C of the tones of the chord: root, third, fifth and perhaps seventh. */
    int[] chord(double beat) {
        int degree = degree(beat);
        int root = scale(degree);
        int third = scale(degree + 2);
        if (blues && !minor) {
            return new int[] {root, root + 4, root + 7, root + 10};
        }
        if (minor && degree == 4) {
            third = root + 4;
        }
        int fifth = scale(degree + 4);
        return sevenths ? new int[] {root, third, fifth, scale(degree + 6)} : new int[] {root, third, fifth};
    }

    String quality(double beat) {
        int[] chord = chord(beat);
        boolean major = chord[1] - chord[0] == 4;
        String triad = major ? "maj" : chord[2] - chord[0] == 6 ? "dim" : "min";
        if (chord.length < 4) {
            return triad;
        }
        boolean high = chord[3] - chord[0] == 11;
        return major ? (high ? "maj7" : "7") : triad.equals("dim") ? "hdim7" : "min7";
    }
}
