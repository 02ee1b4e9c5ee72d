package io.soundforge.alchemy.dsp.rhythm;

/**
 * A line through beat times: beat n at {@code origin + n·period}. Fitted by least squares with Huber weights, so that a
 * few misplaced beats do not bend it; with hundreds of beats the period is far more exact than any of them.
 *
 * @param origin seconds
 * @param period seconds
 * @param spread root mean square of the residuals of those beats that belong, in seconds
 * @param share weight of the beats that belong, 0 to 1
 * @param bend the farthest that any quarter of the track lies off the line on average, in seconds
 */
record SteadyGrid(double origin, double period, double spread, double share, double bend) {
    private static final int ROUNDS = 12;
    private static final double BELONGS_SECONDS = 0.035;
    private static final int QUARTERS = 4;
    private static final double MOST_SPREAD = 0.012;
    private static final double MOST_BEND = 0.012;
    private static final double LEAST_SHARE = 0.8;

    /**
     * Fits beats.
     *
     * @param times seconds, ascending, at least two
     * @param weights how much each beat is to be trusted, 0 to 1
     * @param tolerance residual in seconds from which a beat counts less
     */
    static SteadyGrid fit(double[] times, double[] weights, double tolerance) {
        double period = typicalPeriod(times);
        double[] index = indices(times, period);
        double origin = times[0];
        double[] line = {origin, period};
        double[] trust = weights.clone();
        for (int round = 0; round < ROUNDS; round++) {
            line = leastSquares(index, times, trust, line);
            for (int i = 0; i < times.length; i++) {
                double off = Math.abs(times[i] - line[0] - line[1] * index[i]);
                trust[i] = weights[i] * (off <= tolerance ? 1 : tolerance / off);
            }
        }
        return judged(times, weights, index, line);
    }

    /** Whether a straight line describes the beats: the tempo is constant. */
    boolean isSteady() {
        return spread <= MOST_SPREAD && bend <= MOST_BEND && share >= LEAST_SHARE;
    }

    double bpm() {
        return 60 / period;
    }

    private static double typicalPeriod(double[] times) {
        int span = Math.max(1, Math.min(16, times.length / 2));
        double[] periods = new double[times.length - span];
        for (int i = 0; i < periods.length; i++) {
            periods[i] = (times[i + span] - times[i]) / span;
        }
        return Curves.median(periods);
    }

    private static double[] indices(double[] times, double period) {
        double[] index = new double[times.length];
        for (int i = 1; i < times.length; i++) {
            index[i] = index[i - 1] + Math.max(1, Math.round((times[i] - times[i - 1]) / period));
        }
        return index;
    }

    private static double[] leastSquares(double[] x, double[] y, double[] weights, double[] fallback) {
        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }
        if (sum <= 0) {
            return fallback;
        }
        meanX /= sum;
        meanY /= sum;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += weights[i] * (x[i] - meanX) * (y[i] - meanY);
            xx += weights[i] * (x[i] - meanX) * (x[i] - meanX);
        }
        double slope = xx > 0 ? xy / xx : fallback[1];
        return new double[] {meanY - slope * meanX, slope};
    }

    private static SteadyGrid judged(double[] times, double[] weights, double[] index, double[] line) {
        double all = 0;
        double belonging = 0;
        double squares = 0;
        double[] off = new double[QUARTERS];
        double[] offWeight = new double[QUARTERS];
        for (int i = 0; i < times.length; i++) {
            double residual = times[i] - line[0] - line[1] * index[i];
            all += weights[i];
            if (Math.abs(residual) <= BELONGS_SECONDS) {
                belonging += weights[i];
                squares += weights[i] * residual * residual;
            }
            int quarter = i * QUARTERS / times.length;
            off[quarter] += weights[i] * Math.max(-BELONGS_SECONDS, Math.min(BELONGS_SECONDS, residual));
            offWeight[quarter] += weights[i];
        }
        double bend = 0;
        for (int q = 0; q < QUARTERS; q++) {
            bend = Math.max(bend, offWeight[q] > 0 ? Math.abs(off[q] / offWeight[q]) : 0);
        }
        double spread = belonging > 0 ? Math.sqrt(squares / belonging) : BELONGS_SECONDS;
        return new SteadyGrid(line[0], line[1], spread, all > 0 ? belonging / all : 0, bend);
    }
}
