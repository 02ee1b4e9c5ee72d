package io.soundforge.alchemy.bench.analysis.sound;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A drum kit drawn at random: every kit has its own kick, snare and metal; every drum three slightly different hits. */
final class DrumMaker {
    private static final int TAKES = 3;

    private final int rate;
    private final Random random;
    private final double size;
    private final double snap;
    private final double ring;
    private final Map<String, float[][]> takes = new HashMap<>();

    DrumMaker(int rate, Random random) {
        this.rate = rate;
        this.random = random;
        this.size = random.nextDouble();
        this.snap = random.nextDouble();
        this.ring = random.nextDouble();
    }

    /** Adds one hit to {@code mix}. */
    void play(float[] mix, double start, String drum, double velocity) {
        float[][] sounds = takes.computeIfAbsent(drum, this::record);
        float[] sound = sounds[random.nextInt(TAKES)];
        int from = (int) Math.round(start * rate);
        for (int i = 0; i < sound.length && from + i < mix.length; i++) {
            mix[from + i] += (float) (velocity * sound[i]);
        }
    }

    private float[][] record(String drum) {
        float[][] sounds = new float[TAKES][];
        for (int take = 0; take < TAKES; take++) {
            sounds[take] = hit(drum);
        }
        return sounds;
    }

    private float[] hit(String drum) {
        return switch (drum) {
            case "kick" ->
                skin(42 + 22 * size, 60 + 150 * snap, 0.02 + 0.03 * ring, 0.08 + 0.25 * ring, 0.1 + 0.4 * snap, 0.8);
            case "tom" -> skin(90 + 80 * random.nextDouble(), 40, 0.04, 0.16, 0.15, 0.5);
            case "bodhran" -> skin(75 + 30 * size, 40, 0.02, 0.10, 0.35, 0.6);
            case "conga" -> skin(190 + 160 * random.nextDouble(), 30, 0.01, 0.09, 0.2, 0.35);
            case "snare" -> snare(170 + 60 * size, 0.05 + 0.12 * ring, 900 + 1500 * snap, 0.4);
            case "brush" -> noise(0.012, 0.06 + 0.05 * ring, 1500, 9000, 0.12);
            case "clap" -> noise(0.010, 0.07 + 0.08 * ring, 900, 4000, 0.4);
            case "rim", "clave" -> skin(900 + 1300 * snap, 0, 0.01, 0.018, 0.3, 0.3);
            case "hat" -> noise(0.001, 0.02 + 0.04 * ring, 5500 + 2500 * snap, 15_000, 0.16);
            case "openhat" -> noise(0.001, 0.09 + 0.12 * ring, 5000 + 2500 * snap, 15_000, 0.18);
            case "ride" -> noise(0.001, 0.18 + 0.3 * ring, 3500 + 2000 * snap, 12_000, 0.11);
            case "crash" -> noise(0.002, 0.5 + 0.6 * ring, 2500, 14_000, 0.25);
            case "shaker" -> noise(0.018, 0.03, 4500, 12_000, 0.12);
            default -> throw new IllegalArgumentException("expected a known drum; got " + drum);
        };
    }

    /** A sine that falls in pitch, with the click of the beater. */
    private float[] skin(double hertz, double drop, double dropSeconds, double decay, double click, double level) {
        float[] sound = new float[(int) (rate * decay * 6)];
        double phase = 0;
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / rate;
            phase += 2 * Math.PI * (hertz + drop * Math.exp(-t / dropSeconds)) / rate;
            double beater = click * (2 * random.nextDouble() - 1) * Math.exp(-t / 0.004);
            sound[i] = (float) (level * (Math.sin(phase) * Math.exp(-t / decay) * Math.min(1, t / 0.001) + beater));
        }
        return sound;
    }

    private float[] snare(double hertz, double decay, double lowest, double level) {
        float[] sound = noise(0.001, decay, lowest, 11_000, level);
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / rate;
            sound[i] += (float) (level * 0.7 * Math.sin(2 * Math.PI * hertz * t) * Math.exp(-t / 0.05));
        }
        return sound;
    }

    private float[] noise(double attack, double decay, double lowest, double highest, double level) {
        float[] sound = new float[(int) (rate * (attack + 6 * decay))];
        Filter high = Filter.highPass(lowest, rate);
        Filter low = Filter.lowPass(Math.min(highest, 0.45 * rate), rate);
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / rate;
            double x = low.next(high.next(2 * random.nextDouble() - 1));
            sound[i] = (float) (level * x * Math.min(1, t / attack) * Math.exp(-Math.max(0, t - attack) / decay));
        }
        return sound;
    }
}
