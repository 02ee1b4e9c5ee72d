package io.soundforge.alchemy.bench.analysis.music;

import java.util.Random;

/** When beats sound: seconds of every twelfth of a beat, straight in between. */
final class Clock {
    private static final int STEPS = 12;

    private final double[] seconds;
    private final boolean steady;

    private Clock(double[] seconds, boolean steady) {
        this.seconds = seconds;
        this.steady = steady;
    }

    /**
     * Draws one.
     *
     * @param feel steady; drift (two percent up and down); push (faster to the end); rubato (phrases that breathe); fermata
     *     (the last beat of a phrase is held)
     * @param start seconds of beat 0
     */
    static Clock draw(String feel, double bpm, int beats, int beatsPerBar, double start, Random random) {
        double[] seconds = new double[beats * STEPS + 1];
        seconds[0] = start;
        double phase = 2 * Math.PI * random.nextDouble();
        double depth = 0.5 + random.nextDouble();
        int phrase = beatsPerBar * (random.nextBoolean() ? 4 : 2);
        double walk = 0;
        for (int i = 1; i < seconds.length; i++) {
            double beat = (i - 0.5) / STEPS;
            walk = 0.995 * walk + 0.0006 * random.nextGaussian();
            double stretch = stretch(feel, beat, beats, phrase, depth, phase, walk);
            seconds[i] = seconds[i - 1] + 60 / bpm / STEPS * stretch;
        }
        return new Clock(seconds, feel.equals("steady"));
    }

    private static double stretch(
            String feel, double beat, int beats, int phrase, double depth, double phase, double walk) {
        double within = beat % phrase / phrase;
        double ritard = within > 0.85 ? 0.9 * depth * (within - 0.85) / 0.15 * 0.35 : 0;
        return switch (feel) {
            case "drift" -> 1 + 0.015 * depth * Math.sin(2 * Math.PI * beat / 53 + phase) + walk;
            case "push" -> 1 + 0.06 * depth * (0.5 - beat / beats) + walk;
            case "rubato" -> 1 - 0.05 * depth * Math.sin(Math.PI * within) + ritard + 2 * walk;
            case "fermata" -> (phrase - beat % phrase < 1 ? 1.6 + 0.5 * depth : 1) + 2 * walk;
            default -> 1;
        };
    }

    boolean steady() {
        return steady;
    }

    /** Seconds of a place; before beat 0 the first tempo goes on backwards. */
    double at(double beat) {
        double place = beat * STEPS;
        int below = (int) Math.max(0, Math.min(seconds.length - 2.0, Math.floor(place)));
        return seconds[below] + (place - below) * (seconds[below + 1] - seconds[below]);
    }
}
