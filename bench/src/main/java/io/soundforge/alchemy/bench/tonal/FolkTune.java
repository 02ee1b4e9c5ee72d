package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.List;
import java.util.Random;

/** Tunes of four phrases in a church mode, alone, over a drone, or with a few chords; the last note is the tonic. */
final class FolkTune {
    private static final int[][] MAJOR = {{0, 2, 4, 5, 7, 9, 11}, {0, 2, 4, 7, 9}, {0, 2, 4, 5, 7, 9, 10}};
    private static final int[][] MINOR = {{0, 2, 3, 5, 7, 8, 10}, {0, 3, 5, 7, 10}, {0, 2, 3, 5, 7, 9, 10}};
    private static final List<String> MAJOR_CHORDS = List.of("I IV I V", "I I IV V", "I V I V");
    private static final List<String> MINOR_CHORDS = List.of("i bVII i bVII", "i iv i v", "i bVI bVII i");
    private static final List<Instrument> LEADS =
            List.of(Instrument.FLUTE, Instrument.REED, Instrument.STRINGS, Instrument.GUITAR, Instrument.CHOIR);

    private FolkTune() {}

    static Piece compose(int number, MusicalKey key, Random random) {
        int[] scale = (key.minor() ? MINOR : MAJOR)[random.nextInt(3)];
        Instrument lead = LEADS.get(random.nextInt(LEADS.size()));
        int setting = random.nextInt(4);
        int beats = random.nextBoolean() ? 3 : 4;
        int tonic = 60 + key.pitchClass() - (key.pitchClass() > 7 ? 12 : 0);
        Sheet sheet = new Sheet();
        int[][] phrases = {phrase(scale, random, false), phrase(scale, random, true), phrase(scale, random, false)};
        int[] order = {0, 1, 0, 1, 2, 2, 0, 1};
        List<Chord> chords = Chord.all((key.minor() ? MINOR_CHORDS : MAJOR_CHORDS).get(random.nextInt(3)));
        for (int p = 0; p < order.length; p++) {
            double start = p * 4.0 * beats;
            play(sheet, start, 4 * beats, phrases[order[p]], scale, tonic, lead);
            accompany(sheet, start, beats, tonic, setting, chords, order[p] == 1, key.minor());
        }
        double cents = random.nextInt(3) == 0 ? 80 * random.nextDouble() - 40 : 8 * random.nextGaussian();
        String style = key.minor() ? "folk minor" : "folk major";
        return new Piece("tune " + number, style, key, sheet.play(Piece.RATE, 90 + random.nextInt(60), cents, random));
    }

    /** Steps of the scale, 0 is the tonic; a closing phrase comes home. */
    private static int[] phrase(int[] scale, Random random, boolean closing) {
        int[] steps = new int[12];
        int at = random.nextBoolean() ? 0 : scale.length > 5 ? 4 : 3;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = at;
            int move = random.nextInt(7) - 3;
            at = Math.max(-3, Math.min(9, at + (random.nextInt(3) > 0 ? Integer.signum(move) : move)));
        }
        if (closing) {
            steps[10] = random.nextBoolean() ? 1 : -1;
            steps[11] = 0;
        } else {
            steps[11] = scale.length > 5 ? 4 : 3;
        }
        return steps;
    }

    private static void play(
            Sheet sheet, double start, int beats, int[] steps, int[] scale, int tonic, Instrument lead) {
        double unit = beats / 14.0;
        for (int i = 0; i < steps.length; i++) {
            int octave = Math.floorDiv(steps[i], scale.length);
            int midi = tonic + 12 * octave + scale[Math.floorMod(steps[i], scale.length)];
            double length = i == steps.length - 1 ? 3 * unit : unit;
            sheet.note(start + i * unit, .95 * length, midi, .2, lead);
        }
    }

    private static void accompany(
            Sheet sheet,
            double start,
            int beats,
            int tonic,
            int setting,
            List<Chord> chords,
            boolean closing,
            boolean minor) {
        for (int bar = 0; bar < 4; bar++) {
            double at = start + bar * (double) beats;
            if (setting == 1) {
                sheet.note(at, beats, tonic - 12, .08, Instrument.REED);
                sheet.note(at, beats, tonic - 5, .06, Instrument.REED);
            } else if (setting >= 2) {
                Chord chord = closing && bar == 3 ? Chord.of(minor ? "i" : "I") : chords.get(bar);
                int root = tonic - 12 + chord.root() - (chord.root() > 7 ? 12 : 0);
                sheet.note(at, .95, root, .15, Instrument.GUITAR);
                for (int b = 1; b < beats; b++) {
                    for (int tone : chord.tones()) {
                        sheet.note(at + b, .9, root + 12 + tone, .07, Instrument.GUITAR);
                    }
                }
            }
        }
    }
}
