package io.soundforge.alchemy.bench.stems.songs;

import io.soundforge.alchemy.bench.stems.songs.Harmony.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One low note at a time, in the middle. */
final class Bassist {
    private static final int LOWEST = 28;

    private final Style style;
    private final Track track;
    private final Random random;
    private final double beatSeconds;

    Bassist(Style style, Track track) {
        this.style = style;
        this.track = track;
        this.random = new Random(style.seed() + 200);
        this.beatSeconds = 60 / style.bpm();
    }

    void play(Harmony harmony) {
        for (Note note : line(harmony)) {
            double seconds = note.beats() * beatSeconds;
            float[] sound = tone(note.frequency(), seconds);
            double loose = style.bass() == Style.Bass.SAW ? 0 : .006 * random.nextGaussian();
            track.add(sound, note.beat() * beatSeconds + loose, .8 + .3 * random.nextDouble(), 0, .03 * style.wet());
        }
    }

    private List<Note> line(Harmony harmony) {
        List<Note> notes = new ArrayList<>();
        for (int bar = 0; bar < harmony.bars; bar++) {
            int root = harmony.root(bar, LOWEST);
            double beat = bar * 4;
            switch (style.bassLine()) {
                case ROOTS -> {
                    notes.add(new Note(beat, 2.4, root));
                    notes.add(new Note(beat + 2.5, 1.5, random.nextBoolean() ? root : harmony.chord(bar, LOWEST)[2]));
                }
                case EIGHTHS -> {
                    for (int i = 0; i < 8; i++) {
                        notes.add(new Note(beat + i / 2.0, .48, i == 7 && bar % 2 == 1 ? root + 12 : root));
                    }
                }
                case WALKING -> walk(harmony, bar, notes);
                case OCTAVES -> {
                    for (int i = 0; i < 8; i++) {
                        notes.add(new Note(beat + i / 2.0, .4, root + (i % 2) * 12));
                    }
                }
                case SYNCOPATED -> {
                    double[][] figure = {{0, .7}, {.75, .6}, {1.5, .9}, {2.5, .4}, {3, .7}, {3.75, .25}};
                    for (double[] step : figure) {
                        int pitch = step[0] == 2.5 ? harmony.chord(bar, LOWEST)[2] : root + (step[0] == 3.75 ? 12 : 0);
                        if (random.nextInt(6) > 0 || step[0] == 0) {
                            notes.add(new Note(beat + step[0], step[1], pitch));
                        }
                    }
                }
            }
        }
        return notes;
    }

    private void walk(Harmony harmony, int bar, List<Note> notes) {
        int[] chord = harmony.chord(bar, LOWEST);
        int[] steps = {chord[0], chord[1], chord[2], harmony.root(bar + 1, LOWEST) + (random.nextBoolean() ? 1 : -1)};
        for (int i = 0; i < 4; i++) {
            notes.add(new Note(bar * 4 + i, .95, steps[i]));
        }
    }

    private float[] tone(double frequency, double seconds) {
        return switch (style.bass()) {
            case PICKED ->
                growl(
                        new Tone(.8, 900)
                                .envelope(.003, 1.2, .03)
                                .bright(.5)
                                .stretch(5e-5)
                                .play(frequency, seconds),
                        2.5);
            case FINGERED ->
                new Tone(1.2, 450).envelope(.008, 1.5, .04).bright(.6).play(frequency, seconds);
            case UPRIGHT ->
                new Tone(1, 300)
                        .envelope(.012, .5, .06)
                        .bright(1.2)
                        .vibrato(.002)
                        .play(frequency, seconds);
            case SAW -> sweep(new Tone(1, 6000).envelope(.004, 5, .02).play(frequency, seconds));
            case SUB -> growl(new Tone(2.5, 200).envelope(.01, 2, .08).play(frequency, seconds), 1.2);
        };
    }

    private static float[] growl(float[] sound, double drive) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) Math.tanh(drive * sound[i]);
        }
        return new Filter().lowPass(2500).over(sound);
    }

    private static float[] sweep(float[] sound) {
        Filter first = new Filter();
        Filter second = new Filter();
        for (int i = 0; i < sound.length; i++) {
            if (i % 32 == 0) {
                double corner = 180 + 1500 * Math.exp(-i / (.12 * Song.SAMPLE_RATE));
                first.lowPass(corner);
                second.lowPass(corner);
            }
            sound[i] = (float) second.next(first.next(sound[i]));
        }
        return sound;
    }
}
