package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/** Beats moved to the attacks they stand for. */
final class SnappedBeats {
    /** A rise of so many dB within 2.5 ms is a clear attack. */
    private static final double CLEAR_DB = 9;

    private static final double FAINT_DB = 2;
    /** What is not even so much louder than just before was not struck. */
    private static final double SMALLEST_JUMP_DB = 1;

    private static final double JUMP_DB = 5;
    /** Beats of this weight or more are struck; less may be chance. */
    static final double STRUCK = 0.35;

    private static final double FAINT_TRUST = 0.2;

    private final double[] times;
    private final double[] weights;

    private SnappedBeats(double[] times, double[] weights) {
        this.times = times;
        this.weights = weights;
    }

    /**
     * Moves each beat to the strongest attack within reach; those without one move like the others do on average.
     *
     * @param beats seconds
     * @param attacks of the track
     * @param reach seconds to either side
     */
    static SnappedBeats of(double[] beats, Attacks attacks, double reach) {
        double[] times = new double[beats.length];
        double[] weights = new double[beats.length];
        double shift = 0;
        double sum = 0;
        for (int i = 0; i < beats.length; i++) {
            int step = strongest(attacks, beats[i], reach);
            double strength = step < 0 ? 0 : attacks.at(step);
            double sudden = step < 0 ? 0 : share(SMALLEST_JUMP_DB, JUMP_DB, attacks.jump(step));
            weights[i] = sudden * share(FAINT_DB, CLEAR_DB, strength);
            times[i] = (step < 0 ? 0 : step + attacks.within(step)) / AttackEnvelope.STEPS_PER_SECOND;
            shift += weights[i] * (times[i] - beats[i]);
            sum += weights[i];
        }
        for (int i = 0; i < beats.length; i++) {
            if (weights[i] == 0) {
                times[i] = beats[i] + (sum > 0 ? shift / sum : 0);
            }
        }
        return new SnappedBeats(times, weights);
    }

    /** The same, but with those that are not struck at their former places, moved by so many seconds. */
    SnappedBeats unstruckFrom(double[] beats, double shift) {
        double[] moved = times.clone();
        double[] trust = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            if (weights[i] < STRUCK) {
                moved[i] = Math.max(0, beats[i] + shift);
                trust[i] = Math.max(FAINT_TRUST, weights[i]);
            }
        }
        Arrays.sort(moved);
        return new SnappedBeats(moved, trust);
    }

    /** Seconds. */
    double[] times() {
        return times;
    }

    /** How clearly each beat is struck, 0 to 1. */
    double[] weights() {
        return weights;
    }

    /** 0 at {@code none} or beyond, 1 at {@code all} or beyond. */
    private static double share(double none, double all, double value) {
        return Math.max(0, Math.min(1, (value - none) / (all - none)));
    }

    private static int strongest(Attacks attacks, double seconds, double reach) {
        int from = (int) Math.max(0, Math.floor((seconds - reach) * AttackEnvelope.STEPS_PER_SECOND));
        int to = (int) Math.min(attacks.steps() - 1.0, Math.floor((seconds + reach) * AttackEnvelope.STEPS_PER_SECOND));
        int strongest = from <= to ? from : -1;
        for (int step = from; step <= to; step++) {
            strongest = attacks.at(step) > attacks.at(strongest) ? step : strongest;
        }
        return strongest;
    }
}
