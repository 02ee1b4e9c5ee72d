package io.soundforge.alchemy.bench.tonal;

import java.util.List;
import java.util.Random;

/** Plays chords the way bands do: accompaniment, bass, melody and drums over a row of chords, each in one of several manners. */
final class Band {
    private static final List<Instrument> KEYS = List.of(
            Instrument.PIANO,
            Instrument.GUITAR,
            Instrument.ORGAN,
            Instrument.STRINGS,
            Instrument.SAW,
            Instrument.EPIANO);
    private static final List<Instrument> LEADS = List.of(
            Instrument.FLUTE, Instrument.REED, Instrument.SAW, Instrument.STRINGS, Instrument.PIANO, Instrument.BRASS);
    private static final List<Instrument> LOWS = List.of(Instrument.BASS, Instrument.SUB, Instrument.SAW);

    private final Sheet sheet;
    private final Random random;
    private final int beatsPerBar;
    private final Instrument keys;
    private final Instrument lead;
    private final Instrument low;
    private final int manner;
    private final int bassManner;
    private final double keysGain;
    private final double bassGain;
    private final double leadGain;
    private int melody = 72;

    Band(Sheet sheet, Random random, int beatsPerBar, boolean electronic) {
        this.sheet = sheet;
        this.random = random;
        this.beatsPerBar = beatsPerBar;
        this.keys = electronic ? pick(List.of(Instrument.SAW, Instrument.PLUCK, Instrument.EPIANO)) : pick(KEYS);
        this.lead = electronic ? pick(List.of(Instrument.SAW, Instrument.PLUCK, Instrument.REED)) : pick(LEADS);
        this.low = electronic ? pick(List.of(Instrument.SUB, Instrument.SAW)) : pick(LOWS);
        this.manner = random.nextInt(4);
        this.bassManner = random.nextInt(5);
        this.keysGain = .1 + .1 * random.nextDouble();
        this.bassGain = .12 + .2 * random.nextDouble();
        this.leadGain = random.nextInt(4) == 0 ? 0 : .1 + .15 * random.nextDouble();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** One bar (or part of one) of a chord above a tonic given as a MIDI number from 48 to 59. */
    void chord(double beat, double beats, int tonic, Chord chord, int[] scale) {
        int root = tonic + chord.root();
        accompany(beat, beats, root, chord);
        bass(beat, beats, root, chord);
        sing(beat, beats, tonic, chord, scale);
    }

    private void accompany(double beat, double beats, int root, Chord chord) {
        int base = root > 57 ? root - 12 : root;
        int[] voicing = new int[chord.tones().size()];
        for (int i = 0; i < voicing.length; i++) {
            int midi = base + chord.tones().get(i);
            voicing[i] = midi < 53 ? midi + 12 : midi;
        }
        if (manner == 0) {
            strike(beat, beats, voicing);
        } else if (manner == 1) {
            for (double b = 0; b < beats; b++) {
                strike(beat + b, .9, voicing);
            }
        } else if (manner == 2) {
            for (int e = 0; e < 2 * beats; e++) {
                int[] order = {0, 1, 2, 1};
                sheet.note(beat + e / 2.0, .55, voicing[order[e % 4] % voicing.length], 1.5 * keysGain, keys);
            }
        } else {
            for (double b = .5; b < beats; b++) {
                strike(beat + b, .45, voicing);
            }
        }
    }

    private void strike(double beat, double beats, int[] voicing) {
        for (int midi : voicing) {
            sheet.note(beat, .97 * beats, midi, keysGain, keys);
        }
    }

    private void bass(double beat, double beats, int root, Chord chord) {
        int note = (root + chord.bass()) % 12 + 36;
        note = note > 43 ? note - 12 : note;
        int fifth = chord.bass() == 0 && chord.tones().contains(7) ? note + 7 : note;
        switch (bassManner) {
            case 0 -> sheet.note(beat, beats, note, bassGain, low);
            case 1 -> {
                for (double b = 0; b < beats; b++) {
                    sheet.note(beat + b, .9, note, bassGain, low);
                }
            }
            case 2 -> {
                for (int b = 0; b < beats; b += 2) {
                    sheet.note(beat + b, .95, note, bassGain, low);
                    if (b + 1 < beats) {
                        sheet.note(beat + b + 1, .95, fifth, bassGain, low);
                    }
                }
            }
            case 3 -> {
                for (int e = 0; e < 2 * beats; e++) {
                    sheet.note(beat + e / 2.0, .45, note + (e % 2) * 12, bassGain, low);
                }
            }
            default -> {
                // No bass at all.
            }
        }
    }

    private void sing(double beat, double beats, int tonic, Chord chord, int[] scale) {
        if (leadGain == 0) {
            return;
        }
        double at = 0;
        while (at < beats - 1e-9) {
            double length = Math.min(beats - at, new double[] {.5, .5, 1, 1, 2}[random.nextInt(5)]);
            boolean strong = at % 2 == 0;
            if (random.nextInt(6) > 0) {
                melody = next(tonic, chord, scale, strong ? .8 : .4);
                sheet.note(beat + at, .92 * length, melody, leadGain, lead);
            }
            at += length;
        }
    }

    /** A step or a small leap to a tone of the chord or else of the scale. */
    private int next(int tonic, Chord chord, int[] scale, double chordal) {
        boolean toChord = random.nextDouble() < chordal;
        for (int tries = 0; tries < 60; tries++) {
            int midi = melody + random.nextInt(11) - 5;
            int degree = Math.floorMod(midi - tonic, 12);
            boolean fits = toChord
                    ? chord.tones().contains(Math.floorMod(degree - chord.root(), 12))
                    : contains(scale, degree) || chord.tones().contains(Math.floorMod(degree - chord.root(), 12));
            if (fits && midi >= 60 && midi <= 84) {
                return midi;
            }
        }
        return melody;
    }

    private static boolean contains(int[] scale, int degree) {
        for (int step : scale) {
            if (step == degree) {
                return true;
            }
        }
        return false;
    }

    /** A bar of drums: four on the floor, rock, or half of it. */
    void drums(double beat, int kind, double gain) {
        for (int b = 0; b < beatsPerBar; b++) {
            if (kind == 0 || b % 2 == 0) {
                sheet.drum(beat + b, 0, gain);
            }
            if (b % 2 == 1) {
                sheet.drum(beat + b, 1, .7 * gain);
            }
            sheet.drum(beat + b, 2, .3 * gain);
            sheet.drum(beat + b + .5, 2, .3 * gain);
        }
    }
}
