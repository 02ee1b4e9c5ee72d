package io.soundforge.alchemy.bench.analysis.sound;

import java.util.Random;

/** What happens to a mix before it is heard: compression, hiss, a codec's low-pass, level. */
final class Mastering {
    private Mastering() {}

    static void apply(float[] mix, int rate, Random random) {
        if (random.nextInt(2) == 0) {
            compress(mix, rate, 2 + 6 * random.nextDouble());
        }
        if (random.nextInt(3) == 0) {
            hiss(mix, Math.pow(10, (-60 + 25 * random.nextDouble()) / 20), random);
        }
        if (random.nextInt(3) == 0) {
            lowPass(mix, rate, 5000 + 11_000 * random.nextDouble());
        }
        level(mix, Math.pow(10, -(12 * random.nextDouble()) / 20));
    }

    /** Twice as loud as the threshold comes out the {@code ratio}-th root of twice as loud. */
    private static void compress(float[] mix, int rate, double ratio) {
        double threshold = 0.5 * rootMeanSquare(mix);
        double attack = 1 - Math.exp(-1 / (0.005 * rate));
        double release = 1 - Math.exp(-1 / (0.12 * rate));
        double envelope = 0;
        for (int i = 0; i < mix.length; i++) {
            double x = Math.abs(mix[i]);
            envelope += (x > envelope ? attack : release) * (x - envelope);
            if (envelope > threshold) {
                mix[i] *= (float) Math.pow(envelope / threshold, 1 / ratio - 1);
            }
        }
    }

    private static void hiss(float[] mix, double share, Random random) {
        double level = share * rootMeanSquare(mix) * 3;
        for (int i = 0; i < mix.length; i++) {
            mix[i] += (float) (level * (2 * random.nextFloat() - 1));
        }
    }

    private static void lowPass(float[] mix, int rate, double hertz) {
        Filter first = Filter.lowPass(hertz, rate);
        Filter second = Filter.lowPass(hertz, rate);
        for (int i = 0; i < mix.length; i++) {
            mix[i] = (float) second.next(first.next(mix[i]));
        }
    }

    private static void level(float[] mix, double peak) {
        float highest = 1e-9f;
        for (float x : mix) {
            highest = Math.max(highest, Math.abs(x));
        }
        float gain = (float) (peak / highest);
        for (int i = 0; i < mix.length; i++) {
            mix[i] *= gain;
        }
    }

    private static double rootMeanSquare(float[] mix) {
        double squares = 1e-12;
        for (float x : mix) {
            squares += x * x;
        }
        return Math.sqrt(squares / mix.length);
    }
}
