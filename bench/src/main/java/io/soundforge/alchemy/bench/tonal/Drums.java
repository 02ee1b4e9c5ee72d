package io.soundforge.alchemy.bench.tonal;

import java.util.Random;

/** Kick, snare and hat, with pitches of their own as real ones have. */
final class Drums {
    private Drums() {}

    static void hit(float[] tape, int rate, int from, int kind, double gain, Random random) {
        double seconds = kind == 0 ? .3 : kind == 1 ? .22 : .05;
        int count = (int) Math.min(tape.length - from, seconds * rate);
        double phase = 0;
        double last = 0;
        for (int i = 0; i < count; i++) {
            double t = (double) i / rate;
            double noise = 2 * random.nextDouble() - 1;
            if (kind == 0) {
                phase += 2 * Math.PI * (49 + 110 * Math.exp(-t / .028)) / rate;
                tape[from + i] +=
                        (float) (gain * (Math.sin(phase) * Math.exp(-t / .1) + .3 * noise * Math.exp(-t / .002)));
            } else if (kind == 1) {
                phase += 2 * Math.PI * 188 / rate;
                tape[from + i] +=
                        (float) (gain * (.5 * noise * Math.exp(-t / .06) + .45 * Math.sin(phase) * Math.exp(-t / .05)));
            } else {
                tape[from + i] += (float) (gain * .5 * (noise - last) * Math.exp(-t / .014));
            }
            last = noise;
        }
    }
}
