package io.soundforge.alchemy.dsp.analysis;

import java.util.Random;

/**
 * A tape to record synthetic music on for tests: one channel, exact times, the same samples every time. Each instrument
 * starts at the very sample of its time.
 */
public final class Studio {
    private final int sampleRate;
    private final float[] tape;
    private final Random random = new Random(7);
    private double tuningCents;

    public Studio(int sampleRate, double seconds) {
        this.sampleRate = sampleRate;
        this.tape = new float[(int) Math.round(sampleRate * seconds)];
    }

    /** Tunes the notes recorded from here on. */
    public Studio tuned(double cents) {
        tuningCents = cents;
        return this;
    }

    public int sampleRate() {
        return sampleRate;
    }

    public double seconds() {
        return (double) tape.length / sampleRate;
    }

    public float[] mono() {
        return tape;
    }

    /** A burst of 1.5 kHz, 20 ms. */
    public void click(double at, double gain) {
        add(at, 0.02, t -> gain * Math.exp(-t / 0.005) * Math.cos(2 * Math.PI * 1500 * t));
    }

    /** Falling sine from 150 to 50 Hz with a short click. */
    public void kick(double at, double gain) {
        add(
                at,
                0.3,
                t -> gain
                        * (Math.exp(-t / 0.09)
                                        * Math.sin(2 * Math.PI * (50 * t + 100 * 0.03 * (1 - Math.exp(-t / 0.03))))
                                + 0.3 * Math.exp(-t / 0.002) * noise()));
    }

    /** Noise with a body at 190 Hz. */
    public void snare(double at, double gain) {
        add(
                at,
                0.25,
                t -> gain
                        * (0.5 * Math.exp(-t / 0.06) * noise()
                                + 0.4 * Math.exp(-t / 0.05) * Math.sin(2 * Math.PI * 190 * t)));
    }

    /** Short bright noise. */
    public void hat(double at, double gain) {
        double[] last = new double[1];
        add(at, 0.06, t -> {
            double white = noise();
            double bright = white - last[0];
            last[0] = white;
            return 0.5 * gain * Math.exp(-t / 0.015) * bright;
        });
    }

    /** A plucked note of six harmonics with an attack of 5 ms. */
    public void note(double at, double seconds, double midi, double gain) {
        double hertz = 440 * Math.pow(2, (midi - 69 + tuningCents / 100) / 12);
        int harmonics = (int) Math.min(6, sampleRate * 0.45 / hertz);
        add(at, seconds, t -> {
            double sum = harmonics(2 * Math.PI * hertz * t, harmonics);
            double fade = Math.min(1, t / 0.005) * Math.min(1, (seconds - t) / 0.02);
            return gain * fade * Math.exp(-t / 1.5) * sum;
        });
    }

    /** Sum of sin(h·angle)/h², each from the two before it (Chebyshev). */
    private static double harmonics(double angle, int count) {
        double twice = 2 * Math.cos(angle);
        double before = 0;
        double sine = Math.sin(angle);
        double sum = 0;
        for (int h = 1; h <= count; h++) {
            sum += sine / (h * h);
            double next = twice * sine - before;
            before = sine;
            sine = next;
        }
        return sum;
    }

    /** A swelling note without an attack: two seconds to rise, two to fall. */
    public void pad(double at, double seconds, double midi, double gain) {
        double hertz = 440 * Math.pow(2, (midi - 69 + tuningCents / 100) / 12);
        add(
                at,
                seconds,
                t -> gain
                        * Math.min(1, Math.min(t / 2, (seconds - t) / 2))
                        * (Math.sin(2 * Math.PI * hertz * t) + 0.3 * Math.sin(4 * Math.PI * hertz * t)));
    }

    /** A bowed or sung note of six harmonics that is full after {@code attack} seconds and fades as slowly after its end. */
    public void swell(double at, double seconds, double midi, double gain, double attack) {
        double hertz = 440 * Math.pow(2, (midi - 69 + tuningCents / 100) / 12);
        add(at, seconds + attack, t -> {
            double rise = Math.min(1, t / attack);
            double fall = Math.max(0, Math.min(1, (seconds + attack - t) / attack));
            return gain * rise * rise * (3 - 2 * rise) * fall * harmonics(2 * Math.PI * hertz * t, 6);
        });
    }

    /** White noise over the whole tape. */
    public void hiss(double gain) {
        add(0, seconds(), t -> gain * noise());
    }

    private double noise() {
        return 2 * random.nextDouble() - 1;
    }

    private void add(double at, double seconds, Voice voice) {
        int first = (int) Math.round(at * sampleRate);
        int last = Math.min(tape.length, first + (int) Math.round(seconds * sampleRate));
        for (int i = Math.max(0, first); i < last; i++) {
            tape[i] += (float) voice.at((double) (i - first) / sampleRate);
        }
    }

    private interface Voice {
        double at(double seconds);
    }
}
