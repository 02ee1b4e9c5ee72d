package io.soundforge.alchemy.dsp.rhythm;

/**
 * What no beat does, whatever else speaks for it: every second beat is empty (then there are too many), or the middles
 * or thirds between beats are like the beats in everything (then there are too few).
 */
final class Absurdity {
    private static final double PENALTY = 60;
    private static final double EMPTY = 0.12;
    private static final double ALIKE = 0.85;
    private static final double FASTEST_BPM = 215;
    private static final double QUIET = 0.03;

    private Absurdity() {}

    /** What is taken off a pulse's score: 0 for most. */
    static double of(Cues cues, Pulse pulse) {
        return alternatesWithNothing(cues.novelty(), pulse) || isPartOf(2, cues, pulse) || isPartOf(3, cues, pulse)
                ? PENALTY
                : 0;
    }

    private static boolean alternatesWithNothing(float[] novelty, Pulse pulse) {
        double[] sums = new double[2];
        for (int i = 0; i < pulse.beats(); i++) {
            sums[i % 2] += PulseProfile.highest(novelty, pulse.frames()[i]);
        }
        return Math.min(sums[0], sums[1]) < EMPTY * Math.max(sums[0], sums[1]);
    }

    /** Whether what lies between the beats, where they are cut into so many parts, is like them in everything. */
    private static boolean isPartOf(int parts, Cues cues, Pulse pulse) {
        return parts * pulse.bpm() <= FASTEST_BPM
                && alike(parts, cues.novelty(), pulse)
                && alike(parts, cues.low(), pulse)
                && alike(parts, cues.middle(), pulse)
                && alike(parts, cues.snares(), pulse)
                && alike(parts, cues.chord(), pulse)
                && alike(parts, cues.bass(), pulse);
    }

    private static boolean alike(int parts, float[] curve, Pulse pulse) {
        double[] profile = PulseProfile.of(curve, pulse);
        double on = profile[0] + QUIET;
        for (int part = 1; part < parts; part++) {
            double between = profile[part * PulseProfile.PLACES / parts] + QUIET;
            if (Math.min(on, between) <= ALIKE * Math.max(on, between)) {
                return false;
            }
        }
        return true;
    }
}
