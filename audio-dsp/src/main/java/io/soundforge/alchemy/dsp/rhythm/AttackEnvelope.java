package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.SampleSink;

/**
 * Where attacks are, finer than a spectrum can tell: levels of steps of 2.5 ms, once as they are and once with the treble
 * raised (so that the click of a drum shows over a sustained bass).
 */
final class AttackEnvelope implements SampleSink {
    static final int STEPS_PER_SECOND = 400;
    private static final float EMPHASIS = 0.95f;
    private static final double QUIETEST_ENERGY = 1e-14;

    private final double samplesPerStep;
    private final LevelRows levels = new LevelRows(2, STEPS_PER_SECOND, 1);
    private final double[] row = new double[2];
    private float previous;
    private double energy;
    private double treble;
    private long position;
    private long stepStart;

    AttackEnvelope(double sampleRate) {
        this.samplesPerStep = sampleRate / STEPS_PER_SECOND;
    }

    @Override
    public void accept(float[] samples, int count) {
        long end = stepEnd();
        for (int i = 0; i < count; i++) {
            float x = samples[i];
            float raised = x - EMPHASIS * previous;
            previous = x;
            energy += x * x;
            treble += raised * raised;
            if (++position == end) {
                closeStep();
                end = stepEnd();
            }
        }
    }

    /** The attacks found, once the track is over. */
    Attacks attacks() {
        return new Attacks(levels);
    }

    private long stepEnd() {
        return Math.round((levels.size() + 1) * samplesPerStep);
    }

    private void closeStep() {
        long count = position - stepStart;
        row[0] = decibels(energy / count);
        row[1] = decibels(treble / count);
        levels.add(row);
        energy = 0;
        treble = 0;
        stepStart = position;
    }

    private static double decibels(double energy) {
        return 10 * Math.log10(energy + QUIETEST_ENERGY);
    }
}
