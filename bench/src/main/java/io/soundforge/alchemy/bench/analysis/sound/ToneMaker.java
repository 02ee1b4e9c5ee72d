package io.soundforge.alchemy.bench.analysis.sound;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Plays tones from tables of one period, a bright one and a dull one between which it moves as the tone ages. */
final class ToneMaker {
    private static final int TABLE = 1024;
    private static final double HIGHEST_HZ = 9000;
    private static final int MOST_PARTIALS = 40;

    private final int rate;
    private final double a4;
    private final Random random;
    private final Map<String, float[][]> tables = new HashMap<>();

    ToneMaker(int rate, double a4, Random random) {
        this.rate = rate;
        this.a4 = a4;
        this.random = random;
    }

    /** Adds one tone to {@code mix} from {@code start} seconds on. */
    void play(float[] mix, double start, double length, String instrument, int pitch, double velocity) {
        Timbre timbre = Timbre.of(instrument);
        double hertz = a4 * Math.pow(2, (pitch - 69) / 12.0);
        float[][] pair = tables.computeIfAbsent(instrument + pitch, key -> tables(timbre, hertz));
        double ring = timbre.decay() > 0 ? Math.min(length, 4 * timbre.decay()) : length;
        float[] tone = new float[(int) ((ring + 4 * timbre.release()) * rate) + 1];
        for (int voice = 0; voice < timbre.voices(); voice++) {
            voice(tone, pair, timbre, hertz, velocity);
        }
        double gain = timbre.level() * velocity / Math.sqrt(timbre.voices());
        shape(tone, timbre, ring, velocity);
        int from = (int) Math.round(start * rate);
        for (int i = 0; i < tone.length && from + i < mix.length; i++) {
            mix[from + i] += (float) (gain * tone[i]);
        }
    }

    private float[][] tables(Timbre timbre, double hertz) {
        Random phases = new Random((long) (hertz * 100));
        float[][] pair = new float[2][TABLE + 1];
        int partials = (int) Math.max(1, Math.min(MOST_PARTIALS, HIGHEST_HZ / hertz));
        for (int n = 1; n <= partials; n++) {
            double amplitude = timbre.amplitude(n, n * hertz);
            double phase = 2 * Math.PI * phases.nextDouble();
            for (int i = 0; i <= TABLE; i++) {
                double sine = amplitude * Math.sin(2 * Math.PI * n * i / TABLE + phase);
                pair[0][i] += (float) sine;
                pair[1][i] += (float) (sine / n);
            }
        }
        scale(pair);
        return pair;
    }

    private static void scale(float[][] pair) {
        double squares = 1e-9;
        for (float x : pair[0]) {
            squares += x * x;
        }
        float gain = (float) (0.5 / Math.sqrt(squares / pair[0].length));
        for (float[] table : pair) {
            for (int i = 0; i < table.length; i++) {
                table[i] *= gain;
            }
        }
    }

    private void voice(float[] tone, float[][] pair, Timbre timbre, double hertz, double velocity) {
        double detuned = hertz * Math.pow(2, timbre.cents() * random.nextGaussian() * 0.5 / 1200);
        double vibrato = timbre.decay() == 0 ? timbre.cents() / 1200 * Math.log(2) : 0;
        double turn = 2 * Math.PI * (4.5 + 1.5 * random.nextDouble()) / rate;
        double phase = random.nextDouble();
        double age = timbre.bright() == 0 ? 1 : Math.exp(-1 / (Math.abs(timbre.bright()) * rate));
        double bright = 0.5 + 0.5 * velocity;
        double fade = 1;
        double step = detuned / rate;
        for (int i = 0; i < tone.length; i++) {
            if (i % 64 == 0) {
                step = detuned * (1 + vibrato * Math.min(1, 3.0 * i / rate) * Math.sin(turn * i)) / rate;
            }
            fade *= age;
            double mix = bright * (timbre.bright() < 0 ? 1 - fade : fade);
            phase += step;
            phase -= (int) phase;
            double place = phase * TABLE;
            int below = (int) place;
            double part = place - below;
            double sharp = pair[0][below] + part * (pair[0][below + 1] - pair[0][below]);
            double dull = pair[1][below] + part * (pair[1][below + 1] - pair[1][below]);
            tone[i] += (float) (mix * sharp + (1 - mix) * dull);
        }
    }

    private void shape(float[] tone, Timbre timbre, double ring, double velocity) {
        double attack = timbre.attack() * (1.4 - 0.6 * velocity);
        double falling = timbre.decay() > 0 ? Math.exp(-1 / (timbre.decay() * rate)) : 1;
        double releasing = Math.exp(-1 / (timbre.release() * rate));
        double level = 1;
        double knock = timbre.decay() > 0 ? Math.exp(-1 / (0.012 * rate)) : 1;
        double noise = timbre.breath() * (timbre.decay() > 0 ? 6 : 1);
        for (int i = 0; i < tone.length; i++) {
            double rise = Math.min(1, i / (attack * rate));
            level *= i < ring * rate ? falling : releasing;
            noise *= knock;
            double x = tone[i] + noise * (2 * random.nextFloat() - 1);
            if (timbre.drive() > 0) {
                x = Math.tanh(x * timbre.drive()) / Math.sqrt(timbre.drive());
            }
            tone[i] = (float) (x * level * rise * rise * (3 - 2 * rise));
        }
    }
}
