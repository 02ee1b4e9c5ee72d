package io.soundforge.alchemy.dsp.rhythm;

/**
 * Decides between a tempo, its half and its double by what lies between and on the beats. Starting slow, the tempo is
 * doubled as long as the evidence says so:
 *
 * <ul>
 *   <li>the middles between beats are as strong as the beats (the beats would be too few), or nearly empty (they are not);
 *   <li>the snare comes on every second beat, as it mostly does: what it plays two beats later is more alike than what it
 *       plays one beat later;
 *   <li>nothing divides the beats of a fast tempo, and they are not all alike: then it is the eighths of a slower one;
 *   <li>the tempo at which people like to tap.
 * </ul>
 */
final class OctaveJudge {
    private static final double EVEN_WEIGHT = 2.5;
    private static final double EVEN_BORDER = 0.6;
    private static final double EMPTY_WEIGHT = 10;
    private static final double EMPTY_BORDER = 0.2;
    private static final double ALTERNATION_WEIGHT = 1.5;
    private static final double MOST_ALTERNATION = 0.5;
    private static final double UNDIVIDED_PENALTY = 0.3;
    private static final double ALIKE_RAMP = 5;
    private static final double UNDIVIDED_FROM_BPM = 140;
    private static final double UNDIVIDED_BELOW = 0.1;

    private final Periodicity onsets;
    private final Periodicity snares;
    private final float[] accent;

    OctaveJudge(Accents accents, Periodicity onsets) {
        this.accent = accents.combined();
        this.snares = Periodicity.of(accents.snares());
        this.onsets = onsets;
    }

    /** The tempo of the family {@code bpm·2^n} that fits best. */
    double choose(double bpm) {
        double chosen = bpm;
        while (chosen / 2 >= TempoEstimator.SLOWEST) {
            chosen /= 2;
        }
        while (chosen * 2 <= TempoEstimator.FASTEST && doubling(chosen) > 0) {
            chosen *= 2;
        }
        return chosen;
    }

    /** Evidence for twice this tempo, above 0 if it is the better one. */
    double doubling(double bpm) {
        double between = PhaseFold.betweenToOn(accent, TempoEstimator.periodFrames(bpm));
        return Math.log(TempoEstimator.prior(2 * bpm) / TempoEstimator.prior(bpm))
                + ALTERNATION_WEIGHT * (alternation(2 * bpm) - alternation(bpm))
                + EVEN_WEIGHT * (between - EVEN_BORDER)
                - EMPTY_WEIGHT * Math.max(0, EMPTY_BORDER - between)
                - undivided(2 * bpm) * Math.max(0, Math.min(1, ALIKE_RAMP * (1 - between)));
    }

    private double alternation(double bpm) {
        double period = TempoEstimator.periodFrames(bpm);
        double difference = snares.correlation(2 * period) - snares.correlation(period);
        return Math.max(-MOST_ALTERNATION, Math.min(MOST_ALTERNATION, difference));
    }

    private double undivided(double bpm) {
        boolean divided = onsets.correlation(TempoEstimator.periodFrames(bpm) / 2) >= UNDIVIDED_BELOW;
        return bpm < UNDIVIDED_FROM_BPM || divided ? 0 : UNDIVIDED_PENALTY;
    }
}
