package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.ShortRows;

/**
 * Where attacks are, finer than a spectrum can tell: levels of steps of 2.5 ms, once as they are and once with the treble
 * raised (so that the click of a drum shows over a sustained bass).
 */
final class AttackEnvelope implements SampleSink {
    static final int STEPS_PER_SECOND = 400;
    private static final float EMPHASIS = 0.95f;
    private static final double QUIETEST_ENERGY = 1e-14;
    private static final int HUNDREDTHS = 100;
    /** An attack is the rise from the mean of so many steps before to the step itself. */
    private static final int BEFORE = 3;

    private static final double RANGE_DB = 45;

    private final double samplesPerStep;
    private final ShortRows levels = new ShortRows(2);
    private final short[] row = new short[2];
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

    /**
     * Strength of the attack in every step: the mean rise of both levels in dB, where levels more than {@value #RANGE_DB} dB
     * below the track's loud parts count as silence. Step s covers s/400 to (s+1)/400 seconds.
     */
    float[] attacks() {
        float[] attacks = new float[levels.size()];
        for (int column = 0; column < row.length; column++) {
            double floor = floor(column);
            for (int step = 0; step < attacks.length; step++) {
                attacks[step] += (float) (0.5 * Math.max(0, rise(step, column, floor)));
            }
        }
        return attacks;
    }

    private double floor(int column) {
        float[] sorted = new float[levels.size()];
        for (int step = 0; step < sorted.length; step++) {
            sorted[step] = levels.get(step, column);
        }
        return Curves.percentile(sorted, 0.98) - RANGE_DB * HUNDREDTHS;
    }

    private double rise(int step, int column, double floor) {
        double before = 0;
        for (int back = 1; back <= BEFORE; back++) {
            before += step - back < 0 ? floor : Math.max(floor, levels.get(step - back, column));
        }
        return (Math.max(floor, levels.get(step, column)) - before / BEFORE) / HUNDREDTHS;
    }

    private long stepEnd() {
        return Math.round((levels.size() + 1) * samplesPerStep);
    }

    private void closeStep() {
        long count = position - stepStart;
        row[0] = hundredths(energy / count);
        row[1] = hundredths(treble / count);
        levels.add(row);
        energy = 0;
        treble = 0;
        stepStart = position;
    }

    private static short hundredths(double energy) {
        return (short) Math.round(10 * Math.log10(energy + QUIETEST_ENERGY) * HUNDREDTHS);
    }
}
