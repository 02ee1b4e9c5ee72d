package io.soundforge.alchemy.bench.stems.songs;

import io.soundforge.alchemy.bench.stems.songs.Harmony.Note;
import java.util.List;
import java.util.Random;

/**
 * A lead voice in the middle, and others that sing thirds at the sides: a glottal tone with glide, vibrato and jitter
 * through formants (figures after Peterson and Barney, 1952), breath and consonants.
 */
final class Singer {
    private static final int RATE = Song.SAMPLE_RATE;
    private static final int CONTROL = 64;

    /** Formant frequencies of a, e, o, i, u in Hz, of an adult man. */
    private static final double[][] VOWELS = {
        {730, 1090, 2440, 3300, 4200},
        {530, 1840, 2480, 3400, 4300},
        {570, 840, 2410, 3200, 4100},
        {270, 2290, 3010, 3600, 4500},
        {300, 870, 2240, 3200, 4100}
    };

    private static final double[] BANDWIDTHS = {80, 100, 150, 220, 300};
    private static final double[] GAINS = {1, .6, .4, .35, .2};

    private final Style style;
    private final Track track;
    private final Random random;
    private final double beatSeconds;
    private final double mouth;

    Singer(Style style, Track track) {
        this.style = style;
        this.track = track;
        this.random = new Random(style.seed() + 400);
        this.beatSeconds = 60 / style.bpm();
        this.mouth = style.voice() > 55 ? 1.16 : 1;
    }

    void play(Harmony harmony) {
        if (style.voice() == 0) {
            return;
        }
        List<Note> melody = harmony.melody(style.voice());
        double previous = melody.get(0).frequency();
        for (Note note : melody) {
            int vowel = random.nextInt(VOWELS.length);
            float[] sung = sing(note, previous, vowel, 1);
            place(sung, note.beat(), 1, 0);
            track.add(sung, (note.beat() + .75) * beatSeconds, .12 * style.wet() * 4, .3, 0);
            if (random.nextInt(3) > 0) {
                place(consonant(), note.beat() - .03 / beatSeconds, .5 + .4 * random.nextDouble(), 0);
            }
            if (style.backing() && (int) (note.beat() / 8) % 2 == 1) {
                place(sing(note, previous, vowel, 1.2599), note.beat(), .35, -.7);
                place(sing(note, previous, vowel, 1.0015), note.beat(), .35, .7);
            }
            previous = note.frequency();
        }
    }

    private void place(float[] sound, double beat, double gain, double pan) {
        track.add(sound, beat * beatSeconds, gain, pan, style.wet());
    }

    private float[] consonant() {
        float[] sound = new float[(int) (RATE * (.03 + .07 * random.nextDouble()))];
        double centre = 2500 + 5500 * random.nextDouble();
        Filter hiss = new Filter().bandPass(centre, centre * .6);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (hiss.next(random.nextGaussian()) * Math.sin(Math.PI * i / sound.length) * .35);
        }
        return sound;
    }

    private float[] sing(Note note, double previous, int vowel, double interval) {
        float[] sound = new float[(int) (note.beats() * beatSeconds * RATE)];
        Filter[] formants = new Filter[GAINS.length];
        double[] shape = VOWELS[random.nextInt(VOWELS.length)].clone();
        for (int f = 0; f < formants.length; f++) {
            formants[f] = new Filter();
        }
        Glottis glottis = new Glottis(random);
        double depth = .006 + .01 * random.nextDouble();
        double wander = 0;
        double strength = .7 + .5 * random.nextDouble();
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            if (i % CONTROL == 0) {
                wander = .98 * wander + .0006 * random.nextGaussian();
                for (int f = 0; f < formants.length; f++) {
                    shape[f] += (VOWELS[vowel][f] - shape[f]) * CONTROL / (.06 * RATE);
                    formants[f].bandPass(shape[f] * mouth, BANDWIDTHS[f] * mouth);
                }
            }
            double glide = Math.log(previous / note.frequency()) * Math.exp(-t / .035) - .03 * Math.exp(-t / .05);
            double vibrato = depth * Math.min(1, Math.max(0, t - .15) / .2) * Math.sin(2 * Math.PI * 5.5 * t);
            double source = glottis.next(note.frequency() * interval * Math.exp(glide + vibrato + wander));
            double sum = .03 * source;
            for (int f = 0; f < formants.length; f++) {
                sum += GAINS[f] * formants[f].next(source);
            }
            double left = (double) (sound.length - i) / RATE;
            sound[i] = (float) (strength * sum * Math.min(1, t / .04) * Math.min(1, left / .06));
        }
        return sound;
    }

    /** A train of pulses (Rosenberg, 1971), differentiated, with breath. */
    private static final class Glottis {
        private static final double OPEN = .6;
        private final Random random;
        private double phase;
        private double before;

        Glottis(Random random) {
            this.random = random;
        }

        double next(double frequency) {
            phase += frequency / RATE;
            phase -= Math.floor(phase);
            double pulse = phase < OPEN ? .5 - .5 * Math.cos(Math.PI * phase / (OPEN * .7)) : 0;
            pulse = phase > OPEN * .7 && phase < OPEN ? Math.cos(Math.PI * (phase - OPEN * .7) / (OPEN * .6)) : pulse;
            double flow = 12 * (pulse - before) + .03 * random.nextGaussian() * (.5 + pulse);
            before = pulse;
            return flow;
        }
    }
}
