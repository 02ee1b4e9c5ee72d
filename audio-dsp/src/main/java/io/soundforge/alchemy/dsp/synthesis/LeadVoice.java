package io.soundforge.alchemy.dsp.synthesis;

import java.util.List;
import java.util.Random;

/**
 * A sung melody in the centre: a glottal tone with glide, vibrato and breath, through five formants that move from
 * vowel to vowel (formant figures after Peterson and Barney, 1952, for a high voice), and a consonant after each rest.
 */
final class LeadVoice {
    private static final int RATE = DemoSong.SAMPLE_RATE;
    private static final int CONTROL = 64;

    /** Formant frequencies of a, e, o, i, u in Hz. */
    private static final double[][] VOWELS = {
        {850, 1220, 2810, 3700, 4950},
        {610, 2050, 2850, 3800, 4950},
        {590, 920, 2710, 3600, 4950},
        {330, 2500, 3200, 3900, 4950},
        {370, 950, 2670, 3500, 4950}
    };

    private static final double[] BANDWIDTHS = {90, 110, 160, 220, 300};
    private static final double[] GAINS = {1, .7, .45, .3, .2};
    private static final Envelope SUNG = new Envelope(.045, 5, .07);

    private final Random random = new Random(69);
    private final Resonator[] formants = {
        new Resonator(), new Resonator(), new Resonator(), new Resonator(), new Resonator()
    };
    private final double[] mouth = VOWELS[0].clone();
    private final HarmonicTone glottis = new HarmonicTone(1, 1500, 150);
    private final StereoTrack track;

    private LeadVoice(StereoTrack track) {
        this.track = track;
    }

    static void play(StereoTrack track) {
        LeadVoice voice = new LeadVoice(track);
        List<Note> melody = Score.melody();
        double previous = melody.get(0).frequency();
        double lastBeat = -1;
        for (int i = 0; i < melody.size(); i++) {
            Note note = melody.get(i);
            if (note.beat() > lastBeat + .2) {
                voice.consonant(note);
            }
            voice.sing(note, previous, VOWELS[i % VOWELS.length]);
            previous = note.frequency();
            lastBeat = note.beat() + note.beats();
        }
    }

    /** A hiss that ends where the vowel begins. */
    private void consonant(Note note) {
        float[] sound = new float[RATE / 14];
        Resonator hiss = new Resonator().bandPass(6200, 3000);
        for (int i = 0; i < sound.length; i++) {
            double shape = Math.sin(Math.PI * i / sound.length);
            sound[i] = (float) (hiss.next(2 * random.nextDouble() - 1) * shape);
        }
        track.add(sound, note.startFrame() - sound.length * 3 / 4, .17, 0);
    }

    private void sing(Note note, double previous, double[] vowel) {
        float[] sound = new float[note.frames()];
        for (int i = 0; i < sound.length; i++) {
            if (i % CONTROL == 0) {
                moveMouth(vowel);
            }
            double breath = .05 * (2 * random.nextDouble() - 1);
            double source = glottis.next(pitch(note, previous, i)) + breath;
            sound[i] = (float) (throughFormants(source) * SUNG.at(i, sound.length));
        }
        track.add(sound, note.startFrame(), .4, 0);
        room(sound, note.startFrame());
    }

    /** Glides from the note before within 40 ms; vibrato of 5.4 Hz sets in after a fifth of a second. */
    private static double pitch(Note note, double previous, int frame) {
        double t = (double) frame / RATE;
        double glide = Math.log(previous / note.frequency()) * Math.exp(-t / .04);
        double depth = .012 * Math.max(0, Math.min(1, (t - .2) / .25));
        return note.frequency() * Math.exp(glide + depth * Math.sin(2 * Math.PI * 5.4 * t));
    }

    private void moveMouth(double[] vowel) {
        for (int f = 0; f < mouth.length; f++) {
            mouth[f] += (vowel[f] - mouth[f]) * CONTROL / (.04 * RATE);
            formants[f].bandPass(mouth[f], BANDWIDTHS[f]);
        }
    }

    private double throughFormants(double source) {
        double sum = .08 * source;
        for (int f = 0; f < formants.length; f++) {
            sum += GAINS[f] * formants[f].next(source);
        }
        return sum;
    }

    /** Two early reflections, one from each side. */
    private void room(float[] sound, int start) {
        track.add(sound, start + RATE * 23 / 1000, .05, -.8);
        track.add(sound, start + RATE * 31 / 1000, .05, .8);
    }
}
