package io.soundforge.alchemy.dsp.rhythm;

/**
 * What no beat does, whatever else speaks for it: every second beat is empty (then there are too many), or the middles
 * between beats are like the beats in everything (then there are too few).
 */
final class Absurdity {
    private static final double PENALTY = 8;
    private static final double EMPTY = 0.12;
    private static final double ALIKE = 0.9;
    private static final double FASTEST_BPM = 215;
    private static final double QUIET = 0.03;

    private Absurdity() {}

    /** What is taken off a pulse's score: 0 for most. */
    static double of(Cues cues, Pulse pulse) {
        return alternatesWithNothing(cues.novelty(), pulse) || isHalfOf(cues, pulse) ? PENALTY : 0;
    }

    private static boolean alternatesWithNothing(float[] novelty, Pulse pulse) {
        double[] sums = new double[2];
        for (int i = 0; i < pulse.beats(); i++) {
            sums[i % 2] += PulseProfile.highest(novelty, pulse.frames()[i]);
        }
        return Math.min(sums[0], sums[1]) < EMPTY * Math.max(sums[0], sums[1]);
    }

    private static boolean isHalfOf(Cues cues, Pulse pulse) {
        return 2 * pulse.bpm() <= FASTEST_BPM
                && alike(cues.novelty(), pulse)
                && alike(cues.low(), pulse)
                && alike(cues.middle(), pulse)
                && alike(cues.snares(), pulse)
                && alike(cues.chord(), pulse)
                && alike(cues.bass(), pulse);
    }

    private static boolean alike(float[] curve, Pulse pulse) {
        double[] profile = PulseProfile.of(curve, pulse);
        double on = profile[0] + QUIET;
        double between = profile[PulseProfile.PLACES / 2] + QUIET;
        return Math.min(on, between) > ALIKE * Math.max(on, between);
    }
}
