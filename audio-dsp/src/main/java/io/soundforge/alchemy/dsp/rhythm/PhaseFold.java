package io.soundforge.alchemy.dsp.rhythm;

/** Lays the beats of a curve over each other to see what happens where inside a beat. */
final class PhaseFold {
    private static final int PHASES = 32;
    private static final int WINDOW = 8 * BandSpectrogram.FRAMES_PER_SECOND;

    private PhaseFold() {}

    /**
     * How strong the curve is half a beat away from where it is strongest, relative to there: 0 for lone beats, 1 if the
     * middles are just as strong. Phases are found anew every 8 s, so that the period need not be exact.
     */
    static double betweenToOn(float[] curve, double period) {
        double on = 0;
        double between = 0;
        for (int start = 0; start < curve.length; start += WINDOW) {
            double[] folded = fold(curve, start, Math.min(curve.length, start + WINDOW), period);
            int top = 0;
            for (int phase = 1; phase < PHASES; phase++) {
                top = around(folded, phase) > around(folded, top) ? phase : top;
            }
            on += around(folded, top);
            between += around(folded, top + PHASES / 2);
        }
        return on == 0 ? 0 : between / on;
    }

    private static double[] fold(float[] curve, int from, int to, double period) {
        double[] folded = new double[PHASES];
        for (int k = from; k < to; k++) {
            double beats = (k - from) / period;
            folded[(int) ((beats - Math.floor(beats)) * PHASES)] += curve[k];
        }
        return folded;
    }

    /** Sum over an eighth of the beat. */
    private static double around(double[] folded, int phase) {
        double sum = 0;
        for (int p = phase - 2; p <= phase + 2; p++) {
            sum += folded[Math.floorMod(p, PHASES)];
        }
        return sum;
    }
}
