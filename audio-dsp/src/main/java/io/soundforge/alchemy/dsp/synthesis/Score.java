package io.soundforge.alchemy.dsp.synthesis;

import java.util.ArrayList;
import java.util.List;

/** What is played: eleven bars in A minor, with the leading note G# of its dominant before every return. */
final class Score {
    static final int BARS = 11;
    static final int BEATS_PER_BAR = 4;
    static final int BEATS = BARS * BEATS_PER_BAR;

    /** Chord tones from low to high, around middle C. */
    private static final int[] AM = {57, 60, 64, 69};

    private static final int[] F = {57, 60, 65, 69};
    private static final int[] C = {55, 60, 64, 67};
    private static final int[] G = {55, 59, 62, 67};
    private static final int[] DM = {57, 62, 65, 69};
    private static final int[] E = {56, 59, 64, 68};

    private static final int[][] CHORDS = {AM, F, C, G, AM, DM, E, AM, F, E, AM};
    private static final int[] ROOTS = {33, 29, 36, 31, 33, 38, 28, 33, 29, 28, 33};

    /** Beat, length in beats, pitch. */
    private static final double[][] MELODY = {
        {1, .5, 64},
        {1.5, .5, 64},
        {2, 1, 69},
        {3, 1, 67},
        {4, 1.5, 65},
        {5.5, .5, 64},
        {6, 1.5, 60},
        {8, .5, 60},
        {8.5, .5, 62},
        {9, 1, 64},
        {10, 1, 67},
        {11, 1, 64},
        {12, 1, 62},
        {13, 1, 59},
        {14, 1.5, 62},
        {16.5, .5, 64},
        {17, 1, 64},
        {18, 1, 69},
        {19, 1, 72},
        {20, 1.5, 69},
        {21.5, .5, 67},
        {22, 1.5, 65},
        {24, 1, 64},
        {25, 1, 68},
        {26, .5, 71},
        {26.5, 1, 68},
        {28, 2.5, 69},
        {32, .5, 69},
        {32.5, .5, 69},
        {33, 1, 72},
        {34, 1, 69},
        {35, 1, 65},
        {36, 1, 64},
        {37, 1, 68},
        {38, 1.5, 64},
        {40, 3, 69}
    };

    private Score() {}

    static int[] chord(int bar) {
        return CHORDS[bar].clone();
    }

    /** The lead voice: one note after the other, with rests to breathe in. */
    static List<Note> melody() {
        List<Note> notes = new ArrayList<>();
        for (double[] note : MELODY) {
            notes.add(new Note(note[0], note[1], (int) note[2]));
        }
        return notes;
    }

    /** Root notes in a syncopated figure, with the octave as an upbeat; the last bar is one long note. */
    static List<Note> bass() {
        List<Note> notes = new ArrayList<>();
        for (int bar = 0; bar < BARS - 1; bar++) {
            double beat = bar * BEATS_PER_BAR;
            int root = ROOTS[bar];
            notes.add(new Note(beat, 1.4, root));
            notes.add(new Note(beat + 1.5, .45, root));
            notes.add(new Note(beat + 2, .9, root));
            notes.add(new Note(beat + 3, .45, root));
            notes.add(new Note(beat + 3.5, .45, root + 12));
        }
        notes.add(new Note((BARS - 1) * BEATS_PER_BAR, 3, ROOTS[BARS - 1]));
        return notes;
    }

    /** Broken chords in eighths, up and down, an octave above the pads. */
    static List<Note> arpeggio() {
        int[] order = {0, 1, 2, 3, 2, 1, 2, 3};
        List<Note> notes = new ArrayList<>();
        for (int bar = 0; bar < BARS - 1; bar++) {
            for (int eighth = 0; eighth < order.length; eighth++) {
                notes.add(new Note(bar * BEATS_PER_BAR + eighth / 2.0, .5, CHORDS[bar][order[eighth]] + 12));
            }
        }
        return notes;
    }
}
