package io.soundforge.alchemy.dsp.separation.spectral;

import java.util.Arrays;

/**
 * Follows the strongest melody through a spectrogram: the path through the salience of all candidate pitches that is
 * strong and does not leap, or rests (Viterbi search). State 0 rests, state i + 1 is candidate i.
 */
final class PitchTracker {
    /** Costs in units of the mean salience: to begin or end a note, to leap anywhere, to move by one candidate. */
    private static final double TURN = 2;

    private static final double LEAP = 4;
    private static final double GLIDE = 0.05;
    private static final int FREE_GLIDE = 8;

    /** Frames to either side that a frame's level is taken from: 1.5 s. */
    private static final int LEVEL_REACH = 64;

    private static final int REACH = 3 * PitchSearch.STEPS;

    private final HarmonicSalience salience;
    private final double[] candidates;
    private final double rest;

    PitchTracker(SpectralGrid grid, PitchSearch search) {
        this.salience = new HarmonicSalience(grid, search);
        this.candidates = search.candidates();
        this.rest = search.rest();
    }

    /**
     * The pitch of every frame.
     *
     * @param magnitudes {@code [frame][bin]} of what may belong to the melody
     * @return Hz, 0 where there is none
     */
    double[] track(float[][] magnitudes) {
        double[][] saliences = new double[magnitudes.length][];
        double[] squares = new double[magnitudes.length];
        for (int t = 0; t < magnitudes.length; t++) {
            saliences[t] = salience.of(magnitudes[t]);
            double peak = Arrays.stream(saliences[t]).max().orElse(0);
            squares[t] = peak * peak;
        }
        divideByLevel(saliences, squares);
        return search(saliences);
    }

    /** The level is that of the seconds around a frame, so that a path does not depend on where a segment was cut. */
    private static void divideByLevel(double[][] saliences, double[] squares) {
        for (int t = 0; t < saliences.length; t++) {
            double sum = 0;
            int from = Math.max(0, t - LEVEL_REACH);
            int to = Math.min(saliences.length - 1, t + LEVEL_REACH);
            for (int u = from; u <= to; u++) {
                sum += squares[u];
            }
            double level = Math.sqrt(sum / (to - from + 1));
            for (int i = 0; i < saliences[t].length; i++) {
                saliences[t][i] = level > 0 ? saliences[t][i] / level : 0;
            }
        }
    }

    private double[] search(double[][] saliences) {
        int states = candidates.length + 1;
        int[][] from = new int[saliences.length][states];
        double[] scores = new double[states];
        for (int t = 0; t < saliences.length; t++) {
            double[] next = step(scores, from[t]);
            next[0] += rest;
            for (int i = 1; i < states; i++) {
                next[i] += saliences[t][i - 1];
            }
            scores = next;
        }
        return walkBack(from, strongest(scores, 0));
    }

    /** The best way into every state; {@code from} is told where it came from. */
    private static double[] step(double[] scores, int[] from) {
        double[] next = new double[scores.length];
        int strongest = strongest(scores, 1);
        next[0] = scores[0];
        offer(scores[strongest] - TURN, strongest, next, from, 0);
        for (int i = 1; i < scores.length; i++) {
            next[i] = scores[0] - TURN;
            offer(scores[strongest] - LEAP, strongest, next, from, i);
            int last = Math.min(scores.length - 1, i + REACH);
            for (int j = Math.max(1, i - REACH); j <= last; j++) {
                offer(scores[j] - GLIDE * Math.min(FREE_GLIDE, Math.abs(i - j)), j, next, from, i);
            }
        }
        return next;
    }

    private static void offer(double score, int state, double[] next, int[] from, int to) {
        if (score > next[to]) {
            next[to] = score;
            from[to] = state;
        }
    }

    private static int strongest(double[] scores, int first) {
        int strongest = first;
        for (int i = first + 1; i < scores.length; i++) {
            strongest = scores[i] > scores[strongest] ? i : strongest;
        }
        return strongest;
    }

    private double[] walkBack(int[][] from, int last) {
        double[] pitch = new double[from.length];
        int state = last;
        for (int t = from.length - 1; t >= 0; t--) {
            pitch[t] = state == 0 ? 0 : candidates[state - 1];
            state = from[t][state];
        }
        return pitch;
    }
}
