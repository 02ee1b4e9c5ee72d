package io.soundforge.alchemy.bench.tonal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Notes on a grid of beats, written by composers and played by {@link #play}. */
final class Sheet {
    private record Tone(double beat, double beats, int midi, double gain, Instrument instrument) {}

    private final List<Tone> tones = new ArrayList<>();
    private final List<double[]> hits = new ArrayList<>();
    private double length;
    private double lead;

    void note(double beat, double beats, int midi, double gain, Instrument instrument) {
        tones.add(new Tone(beat, beats, midi, gain, instrument));
        length = Math.max(length, beat + beats);
    }

    /** A kick, snare or hat: 0, 1 or 2. */
    void drum(double beat, int kind, double gain) {
        hits.add(new double[] {beat, kind, gain});
    }

    double beats() {
        return length;
    }

    /** Seconds before the first beat, once it was played. */
    double lead() {
        return lead;
    }

    /** Renders everything to mono, its loudest sample at 0.8. */
    float[] play(int rate, double bpm, double cents, Random random) {
        double beat = 60 / bpm;
        lead = .1 + .5 * random.nextDouble();
        float[] tape = new float[(int) ((length * beat + lead + .6) * rate)];
        for (Tone tone : tones) {
            double hertz = 440 * Math.pow(2, (tone.midi() - 69 + cents / 100) / 12);
            double at = Math.max(0, lead + tone.beat() * beat + .006 * random.nextGaussian());
            tone.instrument()
                    .play(
                            tape,
                            rate,
                            at,
                            tone.beats() * beat,
                            hertz,
                            tone.gain() * (.8 + .4 * random.nextDouble()),
                            random);
        }
        for (double[] hit : hits) {
            Drums.hit(tape, rate, (int) ((lead + hit[0] * beat) * rate), (int) hit[1], hit[2], random);
        }
        float most = 1e-6f;
        for (float sample : tape) {
            most = Math.max(most, Math.abs(sample));
        }
        for (int i = 0; i < tape.length; i++) {
            tape[i] *= .8f / most;
        }
        return tape;
    }
}
