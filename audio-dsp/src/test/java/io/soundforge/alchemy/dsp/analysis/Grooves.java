package io.soundforge.alchemy.dsp.analysis;

import java.util.List;
import java.util.Random;

/** Bars of music for tests, with the truth about them: the first beat is at 0.35 s, and a bar begins there. */
public final class Grooves {
    public static final double FIRST_BEAT = 0.35;

    private final Studio studio;
    private final double beat;
    private final int beatsPerBar;
    private final Random jitter = new Random(3);
    private double jitterSeconds;

    private Grooves(Studio studio, double bpm, int beatsPerBar) {
        this.studio = studio;
        this.beat = 60 / bpm;
        this.beatsPerBar = beatsPerBar;
    }

    public static Grooves on(Studio studio, double bpm, int beatsPerBar) {
        return new Grooves(studio, bpm, beatsPerBar);
    }

    /** Lets the hits recorded from here on miss their time by up to this much. */
    public Grooves humanised(double seconds) {
        jitterSeconds = seconds;
        return this;
    }

    /** A click on every beat. */
    public Grooves clicks() {
        return everyBar(bar -> {
            for (int b = 0; b < beatsPerBar; b++) {
                studio.click(time(bar, b), 0.8);
            }
        });
    }

    /** Kicks at these beats of the bar, counted from 0. */
    public Grooves kicks(double... beats) {
        return hits(beats, at -> studio.kick(at, 0.8));
    }

    public Grooves snares(double... beats) {
        return hits(beats, at -> studio.snare(at, 0.7));
    }

    /** Hats in even steps of a part of a beat, such as 0.5 for eighths. */
    public Grooves hats(double step) {
        return everyBar(bar -> {
            for (double b = 0; b < beatsPerBar - 1e-9; b += step) {
                studio.hat(time(bar, b), 0.25);
            }
        });
    }

    /** A chord per bar, struck once, with its root in the bass on every beat; chords are lists of MIDI notes. */
    public Grooves chords(List<int[]> progression) {
        return everyBar(bar -> {
            int[] chord = progression.get(bar % progression.size());
            for (int note : chord) {
                studio.note(time(bar, 0), beatsPerBar * beat, note, 0.12);
            }
            for (int b = 0; b < beatsPerBar; b++) {
                studio.note(time(bar, b), 0.9 * beat, chord[0] - 24, 0.2);
            }
        });
    }

    private Grooves hits(double[] beats, Hit hit) {
        return everyBar(bar -> {
            for (double b : beats) {
                hit.at(time(bar, b));
            }
        });
    }

    private Grooves everyBar(Bar bar) {
        int bars = (int) Math.ceil((studio.seconds() - FIRST_BEAT) / (beat * beatsPerBar));
        for (int i = 0; i < bars; i++) {
            bar.play(i);
        }
        return this;
    }

    private double time(int bar, double inBar) {
        return FIRST_BEAT + (bar * beatsPerBar + inBar) * beat + jitterSeconds * (2 * jitter.nextDouble() - 1);
    }

    private interface Bar {
        void play(int bar);
    }

    private interface Hit {
        void at(double seconds);
    }
}
