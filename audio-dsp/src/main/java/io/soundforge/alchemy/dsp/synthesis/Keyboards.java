package io.soundforge.alchemy.dsp.synthesis;

import java.util.List;
import java.util.Random;

/** Held chords, spread from left to right, and plucked broken chords that wander from side to side. */
final class Keyboards {
    private static final Envelope HELD = new Envelope(.09, 6, .25);
    private static final double[] SPREAD = {-.75, .55, -.4, .8};
    private static final double DETUNE = 1.0025;

    private final Random random = new Random(57);
    private final StereoTrack track;

    private Keyboards(StereoTrack track) {
        this.track = track;
    }

    static void play(StereoTrack track) {
        Keyboards keyboards = new Keyboards(track);
        for (int bar = 0; bar < Score.BARS; bar++) {
            keyboards.chord(bar);
        }
        keyboards.arpeggio(Score.arpeggio());
    }

    private void chord(int bar) {
        int[] pitches = Score.chord(bar);
        for (int voice = 0; voice < pitches.length; voice++) {
            Note note = new Note(bar * Score.BEATS_PER_BAR, Score.BEATS_PER_BAR, pitches[voice]);
            track.add(held(note, 1 / DETUNE), note.startFrame(), .06, SPREAD[voice]);
            track.add(held(note, DETUNE), note.startFrame(), .06, SPREAD[voice] * .6);
        }
    }

    private float[] held(Note note, double detune) {
        float[] sound = new float[note.frames()];
        HarmonicTone tone = new HarmonicTone(1, 1300, note.frequency()).from(random.nextDouble());
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (tone.next(note.frequency() * detune) * HELD.at(i, sound.length));
        }
        return sound;
    }

    private void arpeggio(List<Note> notes) {
        for (int i = 0; i < notes.size(); i++) {
            float[] sound = pluck(notes.get(i));
            track.add(sound, notes.get(i).startFrame(), .11, i % 2 == 0 ? -.65 : .65);
        }
    }

    /** A string as a delay line that loses its highs (Karplus and Strong, 1983), the delay interpolated between samples. */
    private float[] pluck(Note note) {
        float[] sound = new float[DemoSong.SAMPLE_RATE * 7 / 10];
        double period = DemoSong.SAMPLE_RATE / note.frequency() - .5;
        int delay = (int) period;
        double part = period - delay;
        for (int i = 0; i < sound.length; i++) {
            if (i < delay) {
                sound[i] = 2 * random.nextFloat() - 1;
            } else {
                double late = at(sound, i - delay - 1) * .5 + at(sound, i - delay) * .5;
                double later = at(sound, i - delay - 2) * .5 + at(sound, i - delay - 1) * .5;
                sound[i] = (float) (.994 * ((1 - part) * late + part * later));
            }
        }
        fadeOut(sound, DemoSong.SAMPLE_RATE / 10);
        return sound;
    }

    private static double at(float[] sound, int i) {
        return i < 0 ? 0 : sound[i];
    }

    private static void fadeOut(float[] sound, int frames) {
        for (int i = 0; i < frames; i++) {
            sound[sound.length - 1 - i] *= (float) i / frames;
        }
    }
}
