package io.soundforge.alchemy.dsp.rhythm;

/** Whether beats divide into three, as in 6/8, or into two. Swung beats are struck in two places, compound ones in three, and in the same beat. */
final class Division {
    private static final LinearScore SCORE = LinearScore.read("division");
    private static final double EVEN = 0.05;

    private Division() {}

    static boolean isCompound(Cues cues, Pulse pulse) {
        return SCORE.of(features(cues, pulse)) > 0;
    }

    static double[] features(Cues cues, Pulse pulse) {
        double[] novelty = PulseProfile.of(cues.novelty(), pulse);
        double[] flux = PulseProfile.of(cues.flux(), pulse);
        double on = novelty[0] + EVEN;
        double notes = flux[0] + EVEN / 2;
        double less = Math.min(novelty[4], novelty[8]);
        double more = Math.max(novelty[4], novelty[8]);
        Periodicity periodicity = cues.periodicity();
        double period = pulse.period();
        double octaves = Math.log(pulse.bpm() / 120) / Math.log(2);
        double together = PulseProfile.together(cues.novelty(), pulse, 4, 8);
        double[] low = PulseProfile.of(cues.low(), pulse);
        return new double[] {
            1,
            less / on,
            more / on,
            novelty[4] / on,
            novelty[6] / on,
            (novelty[3] + novelty[9]) / 2 / on,
            octaves,
            Math.min(flux[4], flux[8]) / notes,
            flux[6] / notes,
            (novelty[2] + novelty[10]) / 2 / on,
            less / (more + EVEN / 2),
            together / on,
            together / on * octaves,
            top(novelty, 4) / on,
            top(novelty, 8) / on,
            top(novelty, 6) / on,
            periodicity.correlation(period / 3),
            periodicity.correlation(period * 2 / 3),
            periodicity.correlation(period / 2),
            periodicity.magnitude(3 * pulse.bpm()),
            periodicity.magnitude(2 * pulse.bpm()),
            periodicity.magnitude(4 * pulse.bpm()),
            Math.min(low[4], low[8]) - low[6],
            PulseProfile.together(cues.flux(), pulse, 4, 8) / notes
        };
    }

    /** How far a place stands out from those a sixth of a beat away. */
    private static double top(double[] profile, int place) {
        return profile[place] - (profile[place - 2] + profile[place + 2]) / 2;
    }
}
