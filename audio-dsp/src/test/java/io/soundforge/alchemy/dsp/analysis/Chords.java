package io.soundforge.alchemy.dsp.analysis;

import java.util.ArrayList;
import java.util.List;

/** Chord progressions as MIDI notes around middle C. */
public final class Chords {
    private Chords() {}

    /** Triads of a natural scale, one per degree; degrees are given in semitones above the tonic. */
    public static List<int[]> inKey(int pitchClass, boolean minor, int... semitones) {
        List<int[]> chords = new ArrayList<>();
        for (int degree : semitones) {
            chords.add(triad(48 + pitchClass % 12 + degree, isMinorChord(degree, minor)));
        }
        return chords;
    }

    private static int[] triad(int root, boolean minor) {
        int low = root >= 60 ? root - 12 : root;
        return new int[] {low + 12, low + 12 + (minor ? 3 : 4), low + 19};
    }

    /** In the natural scale: ii, iii and vi of major, i, iv and v of minor are minor chords. */
    private static boolean isMinorChord(int degree, boolean minor) {
        return switch (degree) {
            case 0, 5, 7 -> minor;
            case 2, 4, 9 -> !minor;
            default -> false;
        };
    }
}
