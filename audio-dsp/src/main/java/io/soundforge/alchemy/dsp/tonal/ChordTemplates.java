package io.soundforge.alchemy.dsp.tonal;

/**
 * How well the 24 major and minor triads explain the notes that sound: correlation with the triad's notes, and credit for a
 * root in the bass. The third and the fifth count a little less than the root.
 */
final class ChordTemplates {
    static final int CHORDS = 2 * KeyProfiles.CLASSES;
    private static final double OTHERS = 0.9;
    private static final double BASS_WEIGHT = 0.35;
    private static final int FIFTH = 7;

    private ChordTemplates() {}

    /** Semitones of a triad's third above its root. */
    static int third(boolean minor) {
        return minor ? 3 : 4;
    }

    /**
     * Fits of C major to B major, then C minor to B minor.
     *
     * @param notes strengths of 12 pitch classes
     * @param bass likewise, summing to 1 or all 0
     * @param fits receives {@value #CHORDS} values of about -0.5 to 1.35
     */
    static void rate(double[] notes, double[] bass, double[] fits) {
        double mean = 0;
        double squares = 0;
        for (double note : notes) {
            mean += note / notes.length;
            squares += note * note;
        }
        double deviation = Math.sqrt(Math.max(0, squares - notes.length * mean * mean)) + 1e-9;
        double weights = 1 + 2 * OTHERS;
        double norm = Math.sqrt(1 + 2 * OTHERS * OTHERS - weights * weights / notes.length);
        for (int chord = 0; chord < CHORDS; chord++) {
            int root = chord % KeyProfiles.CLASSES;
            double sum = triad(notes, root, chord >= KeyProfiles.CLASSES);
            fits[chord] = (sum - weights * mean) / (deviation * norm) + BASS_WEIGHT * bass[root];
        }
    }

    /** Weighted strength of a triad's notes. */
    static double triad(double[] notes, int root, boolean minor) {
        int classes = KeyProfiles.CLASSES;
        return notes[root] + OTHERS * (notes[(root + third(minor)) % classes] + notes[(root + FIFTH) % classes]);
    }
}
