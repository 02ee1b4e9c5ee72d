package io.soundforge.alchemy.dsp.rhythm;

/** What a curve does inside the beats of a pulse: its mean height at each twelfth of a beat. */
final class PulseProfile {
    static final int PLACES = 12;
    private static final int REACH = 2;

    private PulseProfile() {}

    /** Mean over all beats of the curve's highest value within 20 ms of each place. */
    static double[] of(float[] curve, Pulse pulse) {
        double[] profile = new double[PLACES];
        double[] frames = pulse.frames();
        for (int i = 0; i + 1 < frames.length; i++) {
            double length = frames[i + 1] - frames[i];
            for (int place = 0; place < PLACES; place++) {
                profile[place] += highest(curve, frames[i] + length * place / PLACES) / (frames.length - 1);
            }
        }
        return profile;
    }

    /** Mean over all beats of what two places have in common: high only if the same beats are struck in both. */
    static double together(float[] curve, Pulse pulse, int place, int other) {
        double sum = 0;
        double[] frames = pulse.frames();
        for (int i = 0; i + 1 < frames.length; i++) {
            double length = frames[i + 1] - frames[i];
            double here = highest(curve, frames[i] + length * place / PLACES);
            sum += Math.min(here, highest(curve, frames[i] + length * other / PLACES));
        }
        return frames.length < 2 ? 0 : sum / (frames.length - 1);
    }

    /** The curve's highest value within 20 ms. */
    static double highest(float[] curve, double frame) {
        int at = (int) Math.round(frame);
        double highest = 0;
        for (int k = Math.max(0, at - REACH); k <= Math.min(curve.length - 1, at + REACH); k++) {
            highest = Math.max(highest, curve[k]);
        }
        return highest;
    }
}
