package io.soundforge.alchemy.dsp.synthesis;

import java.util.Random;

/** Kick, snare, hats and a cymbal, each hit with its own noise. */
final class DrumKit {
    private static final int RATE = DemoSong.SAMPLE_RATE;

    private final Random random = new Random(112);
    private final StereoTrack track;

    private DrumKit(StereoTrack track) {
        this.track = track;
    }

    static void play(StereoTrack track) {
        DrumKit kit = new DrumKit(track);
        for (int bar = 0; bar < Score.BARS - 1; bar++) {
            kit.bar(bar);
        }
        kit.ending((Score.BARS - 1) * Score.BEATS_PER_BAR);
    }

    private void bar(int bar) {
        double beat = bar * Score.BEATS_PER_BAR;
        kick(beat, 1);
        kick(beat + 2, 1);
        kick(beat + 2.5, .8);
        snare(beat + 1, 1);
        snare(beat + 3, 1);
        for (int eighth = 0; eighth < 8; eighth++) {
            boolean open = eighth == 7 && bar % 2 == 1;
            hat(beat + eighth / 2.0, eighth % 2 == 0 ? 1 : .6, open ? .18 : .035);
        }
        if (bar % 4 == 0) {
            cymbal(beat);
        }
        if (bar % 4 == 3) {
            snare(beat + 3.5, .5);
            snare(beat + 3.75, .7);
        }
    }

    private void ending(double beat) {
        kick(beat, 1);
        cymbal(beat);
    }

    /** A sine that falls from 170 to 48 Hz, and the click of the beater. */
    private void kick(double beat, double velocity) {
        float[] sound = new float[RATE * 3 / 10];
        double phase = 0;
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            phase += 2 * Math.PI * (48 + 122 * Math.exp(-t / .025)) / RATE;
            double beater = noise() * Math.exp(-t / .003) * .3;
            sound[i] = (float) ((Math.sin(phase) * Math.exp(-t / .09) + beater) * release(i, sound.length));
        }
        hit(sound, beat, velocity * .55, 0);
    }

    /** A short drum tone under the rattle of the wires. */
    private void snare(double beat, double velocity) {
        float[] sound = new float[RATE / 4];
        Resonator wires = new Resonator().highPass(1400);
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            double drum = Math.sin(2 * Math.PI * 195 * t) * Math.exp(-t / .045) * .6;
            double rattle = wires.next(noise()) * Math.exp(-t / .06) * .75;
            sound[i] = (float) ((drum + rattle) * release(i, sound.length));
        }
        hit(sound, beat, velocity * .41, .05);
    }

    private void hat(double beat, double velocity, double decay) {
        float[] sound = metal(7500, decay, (int) (RATE * Math.min(.5, 6 * decay)));
        hit(sound, beat, velocity * .2, .3);
    }

    private void cymbal(double beat) {
        hit(metal(4500, .45, RATE * 3 / 2), beat, .14, -.35);
    }

    private float[] metal(double lowest, double decay, int frames) {
        float[] sound = new float[frames];
        Resonator first = new Resonator().highPass(lowest);
        Resonator second = new Resonator().highPass(lowest);
        for (int i = 0; i < frames; i++) {
            double t = (double) i / RATE;
            sound[i] = (float) (second.next(first.next(noise())) * Math.exp(-t / decay) * release(i, frames));
        }
        return sound;
    }

    private void hit(float[] sound, double beat, double gain, double pan) {
        track.add(sound, (int) Math.round(beat * DemoSong.FRAMES_PER_BEAT), gain, pan);
    }

    private double noise() {
        return 2 * random.nextDouble() - 1;
    }

    /** Fades the last tenth out, so that no hit ends in a step. */
    private static double release(int i, int frames) {
        return Math.min(1, 10.0 * (frames - i) / frames);
    }
}
