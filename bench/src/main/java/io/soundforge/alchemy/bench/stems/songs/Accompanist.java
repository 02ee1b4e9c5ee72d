package io.soundforge.alchemy.bench.stems.songs;

import io.soundforge.alchemy.bench.stems.songs.Harmony.Note;
import java.util.Random;

/** Everything that is neither drums nor bass nor sung. */
final class Accompanist {
    private final Style style;
    private final Track track;
    private final Random random;
    private final double beatSeconds;

    Accompanist(Style style, Track track) {
        this.style = style;
        this.track = track;
        this.random = new Random(style.seed() + 300);
        this.beatSeconds = 60 / style.bpm();
    }

    void play(Harmony harmony) {
        for (Style.Other other : style.others()) {
            for (int bar = 0; bar < harmony.bars; bar++) {
                switch (other) {
                    case WIDE_DISTORTION -> distortion(harmony, bar);
                    case PAD -> pad(harmony, bar);
                    case PIANO -> piano(harmony, bar);
                    case ORGAN -> organ(harmony, bar);
                    case ARPEGGIO -> arpeggio(harmony, bar);
                    case CHOPS -> chops(harmony, bar);
                    case STRUMMED -> strummed(harmony, bar);
                    case STRINGS -> strings(harmony, bar);
                    case ELECTRIC_PIANO -> electricPiano(harmony, bar);
                    case LEAD_GUITAR -> {}
                }
            }
            if (other == Style.Other.LEAD_GUITAR) {
                leadGuitar(harmony);
            }
        }
    }

    /** The same power chords played twice, hard left and hard right. */
    private void distortion(Harmony harmony, int bar) {
        int root = harmony.root(bar, 40);
        double step = bar % 4 < 2 ? 1 : .5;
        for (int side = -1; side <= 1; side += 2) {
            for (double beat = 0; beat < 4; beat += step) {
                double tuning = 1 + .0015 * random.nextGaussian();
                float[] sound = string(root, tuning, step);
                mix(sound, string(root + 7, tuning * (1 + .001 * random.nextGaussian()), step));
                mix(sound, string(root + 12, tuning, step));
                float[] loud = amplifier(sound, 9);
                place(loud, bar * 4 + beat + .01 * random.nextGaussian(), .35, .9 * side, .5);
            }
        }
    }

    private float[] string(int pitch, double tuning, double beats) {
        return new Tone(1, 3500)
                .envelope(.003, 2.5, .03)
                .bright(.3)
                .detune(tuning, random.nextDouble())
                .play(Harmony.hertz(pitch), beats * beatSeconds);
    }

    /** Soft clipping and a loudspeaker that ends at 5 kHz. */
    private static float[] amplifier(float[] sound, double drive) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) Math.tanh(drive * sound[i]);
        }
        new Filter().highPass(90).over(sound);
        new Filter().lowPass(5000).over(sound);
        return new Filter().lowPass(4500).over(sound);
    }

    private static void mix(float[] sound, float[] other) {
        for (int i = 0; i < Math.min(sound.length, other.length); i++) {
            sound[i] += other[i];
        }
    }

    private void leadGuitar(Harmony harmony) {
        for (Note note : harmony.melody(62)) {
            if ((int) (note.beat() / 4) % 4 >= 2) {
                float[] sound = new Tone(.9, 3000)
                        .envelope(.006, 3, .05)
                        .vibrato(.006)
                        .play(note.frequency(), note.beats() * beatSeconds);
                place(amplifier(sound, 5), note.beat(), .25, .25, 1.5);
            }
        }
    }

    /** Detuned saws, each somewhere else. */
    private void pad(Harmony harmony, int bar) {
        for (int pitch : harmony.chord(bar, 55)) {
            for (int v = 0; v < 4; v++) {
                Tone saw = new Tone(1.1, 1800)
                        .envelope(.25, 8, .3)
                        .detune(1 + .003 * random.nextGaussian(), random.nextDouble());
                place(saw.play(Harmony.hertz(pitch), 4.2 * beatSeconds), bar * 4, .12, -.9 + .6 * v, .8);
            }
        }
    }

    private void piano(Harmony harmony, int bar) {
        int[] chord = harmony.chord(bar, 53);
        for (double beat : new double[] {0, 1.5, 2, 3}) {
            for (int pitch : chord) {
                key(pitch, bar * 4 + beat, 1.4, .2 * (.7 + .6 * random.nextDouble()));
            }
        }
        key(chord[0] - 12, bar * 4, 3.5, .3);
        key(chord[2] + 12, bar * 4 + 2.5, 1, .25);
    }

    private void key(int pitch, double beat, double beats, double gain) {
        float[] sound = new Tone(1.4, 2200)
                .envelope(.003, 1.5 - .008 * pitch, .12)
                .bright(.5)
                .stretch(3e-4)
                .detune(1, random.nextDouble())
                .play(Harmony.hertz(pitch), beats * beatSeconds);
        for (int i = 0; i < Math.min(sound.length, 900); i++) {
            sound[i] += (float) (.05 * random.nextGaussian() * Math.exp(-i / 200.0));
        }
        // Low keys left, high keys right, and a second microphone on the other side.
        double pan = Math.max(-.7, Math.min(.7, (pitch - 62) / 20.0));
        place(sound, beat, gain, pan, 1);
        track.add(sound, beat * beatSeconds + .0012, gain * .5, -pan, 0);
    }

    private void organ(Harmony harmony, int bar) {
        for (int pitch : harmony.chord(bar, 57)) {
            for (int half = 0; half < 4; half++) {
                float[] sound = new Tone(.7, 1500)
                        .envelope(.01, 100, .03)
                        .vibrato(.002)
                        .play(Harmony.hertz(pitch), .4 * beatSeconds);
                place(sound, bar * 4 + half + .5, .2, -.35, .6);
            }
        }
    }

    private void arpeggio(Harmony harmony, int bar) {
        int[] chord = harmony.chord(bar, 60);
        for (int i = 0; i < 16; i++) {
            float[] sound = new Tone(1, 3000)
                    .envelope(.003, .12, .02)
                    .bright(.8)
                    .play(Harmony.hertz(chord[i % 4] + (i % 8 > 3 ? 12 : 0)), .24 * beatSeconds);
            place(sound, bar * 4 + i / 4.0, .35, .6 * Math.sin(i * .8), 1);
            track.add(sound, (bar * 4 + i / 4.0 + .75) * beatSeconds, .1, -.6 * Math.sin(i * .8), 0);
        }
    }

    /** Short muted chords a little off the middle. */
    private void chops(Harmony harmony, int bar) {
        int[] chord = harmony.chord(bar, 59);
        for (double beat : new double[] {.5, 1.25, 1.5, 2.5, 3.25, 3.5}) {
            for (int s = 0; s < chord.length; s++) {
                float[] sound = new Tone(.8, 3500)
                        .envelope(.002, .12, .03)
                        .bright(1)
                        .even(.7)
                        .play(Harmony.hertz(chord[s]), .3 * beatSeconds);
                track.add(sound, (bar * 4 + beat) * beatSeconds + .008 * s, .25, .4, .4 * style.wet());
            }
        }
    }

    private void strummed(Harmony harmony, int bar) {
        int[] chord = harmony.chord(bar, 48);
        double[] beats = {0, 1, 1.5, 2.5, 3, 3.5};
        for (double beat : beats) {
            for (int s = 0; s < 6; s++) {
                int pitch = chord[s % 3] + 12 * (s / 3);
                float[] sound = new Tone(.9, 3800)
                        .envelope(.002, .9, .06)
                        .bright(.7)
                        .stretch(6e-5)
                        .even(.8)
                        .play(Harmony.hertz(pitch), .9 * beatSeconds);
                track.add(sound, (bar * 4 + beat) * beatSeconds + .012 * s, .2, -.15, .5 * style.wet());
                track.add(sound, (bar * 4 + beat) * beatSeconds + .012 * s + .011, .1, .5, 0);
            }
        }
    }

    private void strings(Harmony harmony, int bar) {
        int[] chord = harmony.chord(bar, 60);
        for (int s = 0; s < chord.length; s++) {
            for (int player = 0; player < 3; player++) {
                Tone bowed = new Tone(.9, 2600)
                        .envelope(.12, 10, .2)
                        .vibrato(.004 + .002 * random.nextDouble())
                        .detune(1 + .002 * random.nextGaussian(), random.nextDouble());
                place(bowed.play(Harmony.hertz(chord[s]), 4.1 * beatSeconds), bar * 4, .14, -.7 + .45 * s, 1.2);
            }
        }
    }

    /** Tines with a tremolo that wanders from side to side. */
    private void electricPiano(Harmony harmony, int bar) {
        for (int pitch : harmony.chord(bar, 55)) {
            for (int half = 0; half < 2; half++) {
                float[] sound = new Tone(1.8, 1500)
                        .envelope(.004, 1.2, .1)
                        .bright(.6)
                        .play(Harmony.hertz(pitch), 1.9 * beatSeconds);
                float[] left = sound.clone();
                for (int i = 0; i < sound.length; i++) {
                    double tremolo = .5 + .45 * Math.sin(2 * Math.PI * 4.5 * i / Song.SAMPLE_RATE);
                    left[i] *= (float) tremolo;
                    sound[i] *= (float) (1 - tremolo);
                }
                place(left, bar * 4 + half * 2, .3, -.8, .5);
                place(sound, bar * 4 + half * 2, .3, .8, .5);
            }
        }
    }

    private void place(float[] sound, double beat, double gain, double pan, double wet) {
        track.add(sound, beat * beatSeconds, gain, pan, wet * style.wet());
    }
}
