package io.soundforge.alchemy.bench.stems.songs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chords, one per bar of four beats, and a melody over them. */
final class Harmony {
    private static final int[][] SCALES = {{0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}};
    private static final int[][] PROGRESSIONS = {
        {0, 4, 5, 3}, {0, 5, 3, 4}, {5, 3, 0, 4}, {0, 3, 0, 4}, {1, 4, 0, 0}, {0, 6, 5, 6}
    };

    /**
     * A note.
     *
     * @param beat from the start of the song
     * @param beats how long
     * @param pitch MIDI
     */
    record Note(double beat, double beats, int pitch) {
        double frequency() {
            return hertz(pitch);
        }
    }

    final int bars;
    private final int tonic;
    private final int[] scale;
    private final int[] progression;
    private final Random random;

    Harmony(Random random, int bars) {
        this.random = random;
        this.bars = bars;
        this.tonic = random.nextInt(12);
        this.scale = SCALES[random.nextInt(2)];
        this.progression = PROGRESSIONS[random.nextInt(PROGRESSIONS.length)];
    }

    static double hertz(double pitch) {
        return 440 * Math.pow(2, (pitch - 69) / 12);
    }

    /** The pitch of a step of the scale in the octave from {@code low} on, MIDI. */
    private int pitch(int step, int low) {
        int pitch = tonic + scale[Math.floorMod(step, 7)];
        return low + Math.floorMod(pitch - low, 12);
    }

    int root(int bar, int low) {
        return pitch(progression[bar % 4], low);
    }

    /** The chord of a bar: root, third, fifth and root, each at or above {@code low}. */
    int[] chord(int bar, int low) {
        int degree = progression[bar % 4];
        return new int[] {pitch(degree, low), pitch(degree + 2, low), pitch(degree + 4, low), pitch(degree, low) + 12};
    }

    /** A chord or passing tone next to the last one. */
    int melodyStep(int bar, int previous, int low, boolean onBeat) {
        int degree = progression[bar % 4];
        int best = previous;
        int distance = 100;
        for (int tries = 0; tries < 4; tries++) {
            int step = onBeat ? degree + 2 * random.nextInt(3) : random.nextInt(7);
            int pitch = pitch(step, low) + (random.nextInt(4) == 0 ? 12 : 0);
            int away = Math.abs(pitch - previous) + (pitch == previous ? 3 : 0);
            if (away < distance) {
                best = pitch;
                distance = away;
            }
        }
        return best;
    }

    /** Phrases of two bars with rests, in eighths and longer. */
    List<Note> melody(int low) {
        List<Note> notes = new ArrayList<>();
        int previous = low + 5;
        for (int bar = 0; bar < bars; bar++) {
            double beat = bar % 2 == 0 ? random.nextInt(2) / 2.0 : 0;
            double end = bar % 2 == 1 ? 2.5 : 4;
            while (beat < end) {
                double beats = Math.min(4 - beat, new double[] {.5, .5, 1, 1, 1.5, 2}[random.nextInt(6)]);
                previous = melodyStep(bar, previous, low, beat == Math.rint(beat));
                notes.add(new Note(bar * 4 + beat, beats, previous));
                beat += beats;
            }
        }
        return notes;
    }
}
