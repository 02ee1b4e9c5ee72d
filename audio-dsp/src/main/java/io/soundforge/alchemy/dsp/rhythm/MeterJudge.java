package io.soundforge.alchemy.dsp.rhythm;

import org.jspecify.annotations.Nullable;

/** Groups beats into bars of two to seven by the linear score of {@link MeterFeatures}. What does not stand out is left open. */
final class MeterJudge {
    private static final LinearScore SCORE = LinearScore.read("meter");
    private static final int FEWEST_BEATS = 12;
    private static final double LEAST_EVIDENCE = 0.35;
    private static final double LEAST_LEAD = 0.25;
    private static final double TWO_OVER_FOUR = 1.3;
    private static final double FOUR_OVER_TWO = 1.6;
    private static final double FOUR_OVER_TWO_IN_JIGS = 10;
    /** Dotted quarters per minute. */
    private static final double SLOWEST_JIG = 95;

    private static final double FASTEST_JIG = 135;

    private MeterJudge() {}

    /**
     * What was found.
     *
     * @param beatsPerBar null if open
     * @param phase index of a first beat among the first {@code beatsPerBar} beats; null if open
     * @param division 3 in compound meters, otherwise 2
     * @param reason why the first or second is null
     */
    record Meter(
            @Nullable Integer beatsPerBar,
            @Nullable Integer phase,
            int division,
            @Nullable String reason) {}

    static Meter find(Cues cues, Pulse pulse, BeatHarmony harmony) {
        int division = Division.isCompound(cues, pulse) ? 3 : 2;
        if (pulse.beats() < FEWEST_BEATS) {
            return new Meter(null, null, division, "fewer than " + FEWEST_BEATS + " beats");
        }
        MeterFeatures features = MeterFeatures.of(cues, pulse, harmony, division == 3 ? 1 : 0);
        Bars best = best(features, division, pulse.bpm());
        int bestSize = best.size();
        int bestPhase = best.phase();
        if (features.strength(bestSize, bestPhase) < LEAST_EVIDENCE) {
            return new Meter(null, null, division, "beats do not differ enough to form bars");
        }
        if (best.score() - second(features, bestSize, bestPhase) < LEAST_LEAD) {
            return new Meter(bestSize, null, division, "no beat of the bar stands out as the first");
        }
        return new Meter(bestSize, bestPhase, division, null);
    }

    private record Bars(int size, int phase, double score) {}

    /**
     * Of what repeats every two undivided beats, bars of four are the usual reading: two must be clearly better. Of beats that
     * divide into three, two to the bar (6/8) are far more common than four (12/8): four must be clearly better, and at the
     * tempo of jigs much better.
     */
    private static Bars best(MeterFeatures features, int division, double bpm) {
        Bars best = new Bars(0, 0, Double.NEGATIVE_INFINITY);
        Bars two = best;
        Bars four = best;
        for (int size : MeterFeatures.SIZES) {
            for (int phase = 0; phase < size; phase++) {
                double score = SCORE.of(features.of(size, phase));
                best = score > best.score() ? new Bars(size, phase, score) : best;
                two = size == 2 && score > two.score() ? new Bars(size, phase, score) : two;
                four = size == 4 && score > four.score() ? new Bars(size, phase, score) : four;
            }
        }
        if (division == 2) {
            return best.size() == 2 && best.score() - four.score() < TWO_OVER_FOUR ? four : best;
        }
        double lead = bpm >= SLOWEST_JIG && bpm <= FASTEST_JIG ? FOUR_OVER_TWO_IN_JIGS : FOUR_OVER_TWO;
        return best.size() == 4 && best.score() - two.score() < lead ? two : best;
    }

    private static double second(MeterFeatures features, int size, int phase) {
        double second = Double.NEGATIVE_INFINITY;
        for (int other = 0; other < size; other++) {
            second = other == phase ? second : Math.max(second, SCORE.of(features.of(size, other)));
        }
        return second;
    }
}
