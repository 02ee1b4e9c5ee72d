package io.soundforge.alchemy.dsp.rhythm;

/** Beats moved to the attacks they stand for. */
final class SnappedBeats {
    /** A rise of so many dB within 2.5 ms is a clear attack. */
    private static final double CLEAR_DB = 9;

    private static final double FAINT_DB = 2;

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
            weights[i] = Math.max(0, Math.min(1, (strength - FAINT_DB) / (CLEAR_DB - FAINT_DB)));
            times[i] = (step + 0.5) / AttackEnvelope.STEPS_PER_SECOND;
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

    /** Seconds. */
    double[] times() {
        return times;
    }

    /** How clearly each beat is struck, 0 to 1. */
    double[] weights() {
        return weights;
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
