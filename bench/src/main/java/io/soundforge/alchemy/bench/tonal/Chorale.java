package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.List;
import java.util.Random;

/** Hymns in four parts and short classical pieces: phrases by functional harmony, half of them with a turn to a near key. */
final class Chorale {
    private static final List<Instrument> VOICES = List.of(
            Instrument.CHOIR,
            Instrument.ORGAN,
            Instrument.STRINGS,
            Instrument.PIANO,
            Instrument.BRASS,
            Instrument.REED);
    private static final List<String> MAJOR_OPENINGS =
            List.of("I IV I6 V6 I ii6", "I V6 I IV6 I64 V", "I vi ii6 V I IV", "V I IV V6 I I");
    private static final List<String> MINOR_OPENINGS =
            List.of("i iv i6 V6 i iv", "i V6 i iv6 i64 V", "i bVI iv V i bVII", "V i iv V6 i i");
    private static final List<String> MAJOR_CLOSES = List.of("ii6 V7 I I", "IV V I I", "I64 V7 I I");
    private static final List<String> MINOR_CLOSES = List.of("iih7 V7 i i", "iv V i i", "i64 V7 i i");

    private Chorale() {}

    static Piece compose(int number, MusicalKey key, Random random) {
        Sheet sheet = new Sheet();
        Instrument voice = VOICES.get(random.nextInt(VOICES.size()));
        boolean broken = voice.equals(Instrument.PIANO) && number % 2 == 0;
        int home = 48 + key.pitchClass();
        int turn = random.nextInt(5);
        double beat = 0;
        int[] parts = {home + 12, home + 7 > 60 ? home + 7 : home + 19, home + 4};
        for (int phrase = 0; phrase < 5; phrase++) {
            boolean away = phrase == 2 && turn > 1;
            // Minor turns to its relative, major to its dominant; or minor to its dominant.
            boolean minor = (away && key.minor()) ? turn == 4 : key.minor();
            int far = key.minor() && turn < 4 ? 3 : 7;
            int tonic = home + (away ? far : 0);
            boolean picardy = phrase == 4 && key.minor() && random.nextInt(4) == 0;
            for (String chords : List.of(
                    pick(minor ? MINOR_OPENINGS : MAJOR_OPENINGS, random),
                    phrase == 1 ? (minor ? "iv6 V" : "ii6 V") : pick(minor ? MINOR_CLOSES : MAJOR_CLOSES, random))) {
                List<Chord> all = Chord.all(chords);
                for (int i = 0; i < all.size(); i++) {
                    Chord chord = picardy && i == all.size() - 1 && chords.endsWith("i i") ? Chord.of("I") : all.get(i);
                    lead(parts, tonic, chord);
                    sound(sheet, beat++, parts, tonic, chord, voice, broken);
                }
            }
            beat++;
        }
        double cents = random.nextInt(3) == 0 ? 60 * random.nextDouble() - 30 : 4 * random.nextGaussian();
        String style = key.minor() ? "chorale minor" : "chorale major";
        return new Piece(
                "chorale " + number, style, key, sheet.play(Piece.RATE, 66 + random.nextInt(40), cents, random));
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** Each part goes to the nearest tone of the chord that no other has taken. */
    private static void lead(int[] parts, int tonic, Chord chord) {
        boolean[] taken = new boolean[12];
        for (int p = 0; p < parts.length; p++) {
            int best = parts[p];
            int least = Integer.MAX_VALUE;
            for (int midi = parts[p] - 7; midi <= parts[p] + 7; midi++) {
                int tone = Math.floorMod(midi - tonic - chord.root(), 12);
                boolean fits = chord.tones().contains(tone)
                        && (!taken[tone] || p >= chord.tones().size());
                int distance = Math.abs(midi - parts[p]) + (midi < 50 || midi > 81 ? 20 : 0);
                if (fits && distance < least) {
                    least = distance;
                    best = midi;
                }
            }
            taken[Math.floorMod(best - tonic - chord.root(), 12)] = true;
            parts[p] = best;
        }
    }

    private static void sound(
            Sheet sheet, double beat, int[] parts, int tonic, Chord chord, Instrument voice, boolean broken) {
        int bass = (tonic + chord.root() + chord.bass()) % 12 + 36;
        sheet.note(beat, .97, bass < 40 ? bass + 12 : bass, .16, voice);
        for (int p = 0; p < parts.length; p++) {
            if (broken) {
                sheet.note(beat + p / 4.0, .4, parts[p], .2, voice);
                sheet.note(beat + .75, .3, parts[1], .1, voice);
            } else {
                sheet.note(beat, .97, parts[p], p == 0 ? .18 : .13, voice);
            }
        }
    }
}
