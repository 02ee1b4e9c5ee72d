package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Songs over loops of chords: pop, rock, electronic, jazz, vamps. Half of the progressions are only in the held-out set. */
final class LoopSong {
    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
    private static final int[] DORIAN = {0, 2, 3, 5, 7, 9, 10};
    private static final int[] MIXOLYDIAN = {0, 2, 4, 5, 7, 9, 10};
    private static final int[] BLUES = {0, 3, 4, 5, 7, 10};

    private enum Genre {
        POP,
        EDM,
        ROCK,
        JAZZ,
        VAMP
    }

    private record Loop(Genre genre, boolean minor, int[] scale, String first, String second) {}

    private static final List<Loop> DEV = List.of(
            new Loop(Genre.POP, false, MAJOR, "I V vi IV", "IV I V V"),
            new Loop(Genre.POP, false, MAJOR, "I vi IV V", "ii V I vi"),
            new Loop(Genre.POP, false, MAJOR, "I IV V I", "vi IV I V"),
            new Loop(Genre.POP, false, MAJOR, "I iii IV V", "IV V iii vi"),
            new Loop(Genre.POP, false, MAJOR, "IV V I vi", "IV V I I"),
            new Loop(Genre.POP, false, MAJOR, "IM7 IV9 ii7 V7", "vi7 ii7 V7 IM7"),
            new Loop(Genre.POP, true, MINOR, "i bVI bIII bVII", "bVI bVII i i"),
            new Loop(Genre.POP, true, MINOR, "i bVII bVI V", "iv i V i"),
            new Loop(Genre.POP, true, MINOR, "i iv bVII bIII", "bVI iv i V"),
            new Loop(Genre.POP, true, MINOR, "i v bVI bVII", "iv v i i"),
            new Loop(Genre.POP, true, DORIAN, "i bIII bVII IV", "i IV i IV"),
            new Loop(Genre.EDM, true, MINOR, "i bVI bIII bVII", "i i bVI bVII"),
            new Loop(Genre.EDM, true, MINOR, "i i i i", "i i bVII i"),
            new Loop(Genre.EDM, true, MINOR, "bVI bVII i i", "bVI bVII i bIII"),
            new Loop(Genre.EDM, true, MINOR, "i bIII bVI iv", "i5 i5 bVI5 bVII5"),
            new Loop(Genre.EDM, false, MAJOR, "I V vi IV", "vi IV I V"),
            new Loop(Genre.EDM, false, MAJOR, "IV I V vi", "IV I V V"),
            new Loop(Genre.ROCK, false, MIXOLYDIAN, "I bVII IV I", "I I bVII IV"),
            new Loop(Genre.ROCK, true, MINOR, "i5 bVII5 bVI5 bVII5", "i5 iv5 bVI5 v5"),
            new Loop(Genre.ROCK, false, BLUES, "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7", "I7 I7 IV7 I7"),
            new Loop(Genre.JAZZ, false, MAJOR, "ii7 V7 IM7 vi7", "iii7 VI7 ii7 V7"),
            new Loop(Genre.JAZZ, true, MINOR, "iih7 V7 i7 i7", "iv7 bVII7 bIIIM7 bVIM7 iih7 V7 i7 i7"),
            new Loop(Genre.VAMP, true, DORIAN, "i7 IV7 i7 IV7", "i7 IV7 i7 IV7"),
            new Loop(Genre.VAMP, true, MINOR, "i bVII i bVII", "i i bVI bVII"));
    private static final List<Loop> HELD = List.of(
            new Loop(Genre.POP, false, MAJOR, "I IV vi V", "ii IV I V"),
            new Loop(Genre.POP, false, MAJOR, "I V6 vi V", "IV I64 ii V"),
            new Loop(Genre.POP, false, MAJOR, "I ii IV V", "vi V IV V"),
            new Loop(Genre.POP, false, MAJOR, "vi IV I V", "I V vi IV"),
            new Loop(Genre.POP, false, MAJOR, "I V vi iii IV I IV V", "IV V I vi"),
            new Loop(Genre.POP, false, MAJOR, "I Vs IV9 I", "vi Vs IV9 I"),
            new Loop(Genre.POP, true, MINOR, "i bIII bVII bVI", "i bVI bVII v"),
            new Loop(Genre.POP, true, MINOR, "i iv V i", "bVI bIII iv V"),
            new Loop(Genre.POP, true, MINOR, "i bVII bVI bVII", "bIII bVII i i"),
            new Loop(Genre.POP, true, MINOR, "i iv i v", "bVI bVII i i"),
            new Loop(Genre.POP, true, DORIAN, "i IV bVII i", "i7 bIII IV i7"),
            new Loop(Genre.EDM, true, MINOR, "i bVII bVI iv", "bVI bVII i i"),
            new Loop(Genre.EDM, true, MINOR, "i bVI i bVII", "i i i i"),
            new Loop(Genre.EDM, true, MINOR, "iv bVI i bVII", "iv bVI i bVII"),
            new Loop(Genre.EDM, true, MINOR, "i i bIII bIII", "i5 i5 iv5 i5"),
            new Loop(Genre.EDM, false, MAJOR, "I IV vi V", "ii IV I V"),
            new Loop(Genre.EDM, false, MAJOR, "IM7 IM7 IVM7 IVM7", "I9 V IV9 V"),
            new Loop(Genre.ROCK, false, MIXOLYDIAN, "I IV bVII I", "I5 bVII5 IV5 I5"),
            new Loop(Genre.ROCK, true, MINOR, "i5 bIII5 iv5 i5", "i bVII bVI bVII"),
            new Loop(Genre.ROCK, true, BLUES, "i7 i7 iv7 i7 bVI7 V7 i7 V7", "i7 i7 iv7 i7"),
            new Loop(Genre.JAZZ, false, MAJOR, "IM7 vi7 ii7 V7", "IVM7 iv7 IM7 V7"),
            new Loop(Genre.JAZZ, true, MINOR, "i7 iv7 bVII7 bIIIM7 bVIM7 iih7 V7 i7", "iih7 V7 i7 i7"),
            new Loop(Genre.VAMP, false, MIXOLYDIAN, "I IV I IV", "I bVII I bVII"),
            new Loop(Genre.VAMP, true, MINOR, "i iv i iv", "i bVI i bVI"));

    private LoopSong() {}

    static int loops() {
        return DEV.size();
    }

    static Piece compose(int number, boolean held, MusicalKey wanted, Random random) {
        Loop loop = (held ? HELD : DEV).get(number % DEV.size());
        MusicalKey key = new MusicalKey(wanted.pitchClass(), loop.minor());
        boolean electronic = loop.genre() == Genre.EDM;
        int beats = random.nextInt(8) == 0 && !electronic ? 3 : 4;
        Sheet sheet = new Sheet();
        Band band = new Band(sheet, random, beats, electronic);
        boolean drums = electronic || loop.genre() == Genre.ROCK || random.nextInt(3) > 0;
        double drumGain = .3 + .4 * random.nextDouble();
        int tonic = 48 + key.pitchClass();
        boolean lift = loop.genre() == Genre.POP && random.nextInt(6) == 0;
        int bar = 0;
        int lifted = Integer.MAX_VALUE;
        List<Piece.Sounding> sounding = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            List<Chord> chords = Chord.all(part % 2 == 0 || part == 3 ? loop.first() : loop.second());
            int rounds = Math.max(1, 8 / chords.size()) - (part == 1 && chords.size() <= 4 ? random.nextInt(2) : 0);
            int at = lift && part == 3 ? tonic + 1 + random.nextInt(2) : tonic;
            lifted = at == tonic ? lifted : bar;
            parts.add((double) bar * beats);
            for (int round = 0; round < rounds; round++) {
                for (Chord chord : chords) {
                    band.chord((double) bar * beats, beats, at, chord, loop.scale());
                    sounding.add(new Piece.Sounding((double) bar * beats, triad(at, chord)));
                    if (drums && (part > 0 || round > 0)) {
                        band.drums((double) bar * beats, electronic ? 0 : 1, drumGain);
                    }
                    bar++;
                }
            }
        }
        if (!electronic && random.nextBoolean()) {
            band.chord((double) bar * beats, beats, tonic, Chord.of(loop.minor() ? "i" : "I"), loop.scale());
        }
        double bpm = electronic ? 118 + random.nextInt(24) : 80 + random.nextInt(70);
        double inKey = lifted * (double) beats * 60 / bpm;
        return finished(sheet, loop, key, bpm, inKey, new Piece.Form(sounding, parts), random);
    }

    /** The triad that is in a chord, {@code N} where it has no third or fifth. */
    private static String triad(int tonic, Chord chord) {
        boolean minor = chord.tones().contains(3);
        boolean third = minor || chord.tones().contains(4);
        return third && chord.tones().contains(7)
                ? new MusicalKey((tonic + chord.root()) % 12, minor).tonic() + (minor ? ":min" : ":maj")
                : "N";
    }

    /** Beats to seconds. */
    private static Piece.Form timed(Piece.Form form, double lead, double bpm) {
        return new Piece.Form(
                form.chords().stream()
                        .map(chord -> new Piece.Sounding(lead + chord.from() * 60 / bpm, chord.triad()))
                        .toList(),
                form.parts().stream().map(beat -> lead + beat * 60 / bpm).toList());
    }

    private static Piece finished(
            Sheet sheet,
            Loop loop,
            MusicalKey key,
            double bpm,
            double inKeySeconds,
            Piece.Form inBeats,
            Random random) {
        double cents = random.nextInt(4) == 0 ? 80 * random.nextDouble() - 40 : 6 * random.nextGaussian();
        String style = loop.genre().name().toLowerCase(Locale.ROOT) + (loop.minor() ? " minor" : " major");
        float[] samples = sheet.play(Piece.RATE, bpm, cents, random);
        return new Piece(
                loop.first(),
                style,
                key,
                samples,
                (int) Math.min(samples.length, inKeySeconds * Piece.RATE),
                timed(inBeats, sheet.lead(), bpm));
    }
}
