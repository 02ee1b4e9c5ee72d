package io.soundforge.alchemy.bench.tonal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * A chord relative to a tonic.
 *
 * @param root semitones above the tonic, 0 to 11
 * @param tones semitones above the root, the root first
 * @param bass semitones of the bass note above the root
 */
record Chord(int root, List<Integer> tones, int bass) {
    private static final List<String> DEGREES = List.of("I", "II", "III", "IV", "V", "VI", "VII");
    private static final int[] STEPS = {0, 2, 4, 5, 7, 9, 11};

    Chord {
        tones = List.copyOf(tones);
    }

    /** Chords separated by blanks. */
    static List<Chord> all(String text) {
        List<Chord> chords = new ArrayList<>();
        StringTokenizer names = new StringTokenizer(text);
        while (names.hasMoreTokens()) {
            chords.add(of(names.nextToken()));
        }
        return chords;
    }

    /**
     * A degree of the major scale, lowered by {@code b} or raised by {@code #}; upper case is major, lower case minor. After
     * it: {@code 5} (no third), {@code 7}, {@code M7}, {@code o}, {@code h7} (half diminished), {@code s} (suspended fourth),
     * {@code 9} (added ninth), {@code 6} and {@code 64} (inversions).
     */
    static Chord of(String name) {
        int at = 0;
        int shift = 0;
        while (name.charAt(at) == 'b' || name.charAt(at) == '#') {
            shift += name.charAt(at++) == 'b' ? -1 : 1;
        }
        int end = at;
        while (end < name.length() && "IVXivx".indexOf(name.charAt(end)) >= 0) {
            end++;
        }
        String degree = name.substring(at, end);
        int step = DEGREES.indexOf(degree.toUpperCase(Locale.ROOT));
        if (step < 0) {
            throw new IllegalArgumentException("expected a chord such as IV, bVII or ii7; got " + name);
        }
        boolean minor = Character.isLowerCase(degree.charAt(0));
        String kind = name.substring(end);
        int bass = kind.equals("6") ? minor ? 3 : 4 : kind.equals("64") ? 7 : 0;
        return new Chord(Math.floorMod(STEPS[step] + shift, 12), tones(minor, kind), bass);
    }

    private static List<Integer> tones(boolean minor, String kind) {
        int third = minor ? 3 : 4;
        return switch (kind) {
            case "", "6", "64" -> List.of(0, third, 7);
            case "5" -> List.of(0, 7);
            case "7" -> List.of(0, third, 7, 10);
            case "M7" -> List.of(0, third, 7, 11);
            case "9" -> List.of(0, third, 7, 14);
            case "s" -> List.of(0, 5, 7);
            case "o" -> List.of(0, 3, 6);
            case "h7" -> List.of(0, 3, 6, 10);
            default -> throw new IllegalArgumentException("unknown kind of chord: " + kind);
        };
    }
}
