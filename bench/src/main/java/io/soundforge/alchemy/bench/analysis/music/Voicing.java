package io.soundforge.alchemy.bench.analysis.music;

import java.util.Random;

/** Where on the keyboard a player plays. */
final class Voicing {
    private final int lowest;
    private final Random random;
    private int melody = 4;

    private Voicing(int lowest, Random random) {
        this.lowest = lowest;
        this.random = random;
    }

    static Voicing of(String role, Random random) {
        return switch (role) {
            case "bass" -> new Voicing(28 + random.nextInt(5), random);
            case "figure" -> new Voicing(62 + random.nextInt(10), random);
            default -> new Voicing(50 + random.nextInt(8), random);
        };
    }

    int[] chord(int[] tones) {
        int[] pitches = new int[Math.max(3, tones.length)];
        int above = lowest;
        for (int i = 0; i < pitches.length; i++) {
            pitches[i] = atLeast(above, tones[(i + 1) % tones.length]);
            above = pitches[i] + 1;
        }
        return pitches;
    }

    int tone(char sign, int[] chord, Harmony harmony, double beat) {
        return switch (sign) {
            case 'f' -> atLeast(lowest, chord[2]);
            case 'o' -> atLeast(lowest, chord[0]) + 12;
            case 't' -> atLeast(lowest, chord[1]);
            case 'w' -> walking(chord, harmony, beat);
            case 'm' -> melody(chord, harmony, beat);
            default -> Character.isDigit(sign) ? arpeggio(sign - '1', chord) : atLeast(lowest, chord[0]);
        };
    }

    private int arpeggio(int index, int[] chord) {
        return atLeast(lowest, chord[0])
                + 12 * (index / chord.length)
                + Math.floorMod(chord[index % chord.length] - chord[0], 12);
    }

    private int walking(int[] chord, Harmony harmony, double beat) {
        if (Math.abs(beat % harmony.beatsPerChord()) < 1e-6) {
            return atLeast(lowest, chord[0]);
        }
        return random.nextInt(3) == 0
                ? atLeast(lowest, harmony.scale(random.nextInt(7)))
                : atLeast(lowest, chord[random.nextInt(chord.length)]);
    }

    /** A walk through the scale that rests on tones of the chord on beats. */
    private int melody(int[] chord, Harmony harmony, double beat) {
        melody = Math.max(0, Math.min(11, melody + random.nextInt(5) - 2));
        boolean onBeat = Math.abs(beat - Math.rint(beat)) < 1e-6;
        if (onBeat && random.nextInt(3) > 0) {
            return atLeast(lowest + melody / 2, chord[random.nextInt(chord.length)]);
        }
        int base = atLeast(lowest, harmony.scale(0));
        return base - harmony.scale(0) + harmony.scale(melody - 2);
    }

    private static int atLeast(int lowest, int tone) {
        return lowest + Math.floorMod(tone - lowest, 12);
    }
}
