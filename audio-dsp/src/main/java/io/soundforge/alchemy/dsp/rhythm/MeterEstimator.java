package io.soundforge.alchemy.dsp.rhythm;

import org.jspecify.annotations.Nullable;

/**
 * Groups beats into bars of three or four by what repeats: the share of the variance of {@link BeatFeatures} that the place
 * in the bar explains, and for the first beat of the bar the phase in which the bass lands and the harmony changes. What
 * does not stand out is left open.
 */
final class MeterEstimator {
    private static final int FEWEST_BEATS = 12;
    private static final int WINDOW = 48;
    private static final double LEAST_EXPLAINED = 0.10;
    private static final double LEAST_LEAD = 0.06;
    private static final double LEAST_STANDARD_ERRORS = 3;
    private static final double LEAST_DISTANCE = 0.15;
    /** How strongly kick, middle, snare, chord change and bass change speak for a first beat. */
    private static final double[] DOWNBEAT_SHARES = {0.3, 0, -0.2, 0.4, 0.3};

    private MeterEstimator() {}

    /**
     * What was found.
     *
     * @param beatsPerBar 3, 4 or null
     * @param phase index of a first beat among the first {@code beatsPerBar} beats; null if open
     * @param reason why the first or second is null
     */
    record Meter(
            @Nullable Integer beatsPerBar,
            @Nullable Integer phase,
            @Nullable String reason) {}

    static Meter find(BeatFeatures features) {
        if (features.beats() < FEWEST_BEATS) {
            return new Meter(null, null, "fewer than " + FEWEST_BEATS + " beats");
        }
        double three = explained(features, 3);
        double four = explained(features, 4);
        if (Math.max(three, four) < LEAST_EXPLAINED) {
            return new Meter(null, null, "beats do not differ enough to form bars");
        }
        if (Math.abs(three - four) < LEAST_LEAD) {
            return new Meter(null, null, "bars of three and of four explain the beats equally well");
        }
        int beatsPerBar = three > four ? 3 : 4;
        Integer phase = phase(features, beatsPerBar);
        return new Meter(beatsPerBar, phase, phase == null ? "no beat of the bar stands out as the first" : null);
    }

    /** Adjusted share of the variance between places in the bar, within windows of 48 beats, over all features. */
    static double explained(BeatFeatures features, int beatsPerBar) {
        double within = 0;
        double whole = 0;
        for (int start = 0; start < features.beats(); start += WINDOW) {
            int end = Math.min(features.beats(), start + WINDOW);
            if (end - start < FEWEST_BEATS) {
                break;
            }
            for (int f = 0; f < features.features(); f++) {
                within += scatter(features, f, start, end, beatsPerBar)
                        * (end - start - 1.0)
                        / (end - start - beatsPerBar);
                whole += scatter(features, f, start, end, 1);
            }
        }
        return whole == 0 ? 0 : 1 - within / whole;
    }

    /** Sum of squares around the mean of each place in bars of so many beats. */
    private static double scatter(BeatFeatures features, int feature, int start, int end, int beatsPerBar) {
        double scatter = 0;
        for (int place = 0; place < beatsPerBar; place++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int i = start + place; i < end; i += beatsPerBar) {
                double value = features.get(feature, i);
                sum += value;
                squares += value * value;
                count++;
            }
            scatter += count == 0 ? 0 : squares - sum * sum / count;
        }
        return scatter;
    }

    private static @Nullable Integer phase(BeatFeatures features, int beatsPerBar) {
        double[] mean = new double[beatsPerBar];
        double[] error = new double[beatsPerBar];
        for (int phase = 0; phase < beatsPerBar; phase++) {
            measure(features, beatsPerBar, phase, mean, error);
        }
        int best = 0;
        for (int phase = 1; phase < beatsPerBar; phase++) {
            best = mean[phase] > mean[best] ? phase : best;
        }
        double margin = Math.max(LEAST_DISTANCE, LEAST_STANDARD_ERRORS * background(error, best));
        for (int other = 0; other < beatsPerBar; other++) {
            if (other != best && mean[best] - mean[other] <= margin) {
                return null;
            }
        }
        return best;
    }

    /**
     * Standard error of the difference of two phases, judged by those that are not the best: first beats on which the chord
     * happens to stay make the best one vary too, but are no sign of noise.
     */
    private static double background(double[] error, int best) {
        double squares = 0;
        for (int phase = 0; phase < error.length; phase++) {
            squares += phase == best ? 0 : error[phase] * error[phase];
        }
        return Math.sqrt(2 * squares / (error.length - 1));
    }

    private static void measure(BeatFeatures features, int beatsPerBar, int phase, double[] mean, double[] error) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = phase; i < features.beats(); i += beatsPerBar) {
            double evidence = downbeatEvidence(features, i);
            sum += evidence;
            squares += evidence * evidence;
            count++;
        }
        mean[phase] = sum / count;
        double variance = Math.max(0, squares / count - mean[phase] * mean[phase]);
        error[phase] = Math.sqrt(variance / count);
    }

    private static double downbeatEvidence(BeatFeatures features, int beat) {
        double evidence = 0;
        for (int f = 0; f < DOWNBEAT_SHARES.length; f++) {
            evidence += DOWNBEAT_SHARES[f] * features.get(f, beat);
        }
        return evidence;
    }
}
