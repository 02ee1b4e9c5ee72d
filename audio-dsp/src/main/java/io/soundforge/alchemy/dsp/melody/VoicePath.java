package io.soundforge.alchemy.dsp.melody;

import java.util.Arrays;

/**
 * Follows one voice through the candidates of all frames: the path that is strong and leaps seldom, or rests (Viterbi
 * search). Strength counts in decibels below the track's loud notes, so that level does not matter.
 */
final class VoicePath {
    private static final double LOUD = 0.9;
    /** A candidate this far below the loud ones scores 0. */
    private static final double RANGE_DB = 30;

    private static final double HIGHEST_SCORE = 1.25;
    private static final double REST_SCORE = 0.25;
    private static final double TURN = 0.3;
    private static final double LEAP = 0.5;
    private static final double PER_SEMITONE = 0.25;
    private static final int REST = PitchCandidates.MOST;
    private static final int STATES = PitchCandidates.MOST + 1;
    private static final int LEVELS = 160;

    private final PitchCandidates candidates;
    private final double loudDb;

    VoicePath(PitchCandidates candidates) {
        this.candidates = candidates;
        this.loudDb = loud(candidates);
    }

    /** Level that a tenth of the frames with any pitch exceed in their strongest one, to a decibel. */
    private static double loud(PitchCandidates candidates) {
        int[] histogram = new int[LEVELS];
        int count = 0;
        for (int k = 0; k < candidates.frames(); k++) {
            if (candidates.exists(k, 0)) {
                histogram[(int) Math.max(0, Math.min(LEVELS - 1, candidates.strength(k, 0) + LEVELS / 2.0))]++;
                count++;
            }
        }
        int above = 0;
        int level = LEVELS - 1;
        while (level > 0 && above + histogram[level] < (1 - LOUD) * count) {
            above += histogram[level--];
        }
        return level - LEVELS / 2.0;
    }

    /** The candidate of every frame, -1 for a rest. */
    byte[] find() {
        int frames = candidates.frames();
        byte[] from = new byte[frames * STATES];
        double[] scores = new double[STATES];
        Arrays.fill(scores, 0, REST, Double.NEGATIVE_INFINITY);
        double[] next = new double[STATES];
        for (int k = 0; k < frames; k++) {
            for (int state = 0; state < STATES; state++) {
                next[state] = arrive(k, state, scores, from);
            }
            System.arraycopy(next, 0, scores, 0, STATES);
        }
        return walkBack(from, scores);
    }

    /** Score of the best way into a state, which is written down. */
    private double arrive(int frame, int state, double[] scores, byte[] from) {
        if (state != REST && !candidates.exists(frame, state)) {
            return Double.NEGATIVE_INFINITY;
        }
        int best = REST;
        double most = Double.NEGATIVE_INFINITY;
        for (int before = 0; before < STATES; before++) {
            if (scores[before] > Double.NEGATIVE_INFINITY) {
                double score = scores[before] - cost(frame, before, state);
                if (score > most) {
                    most = score;
                    best = before;
                }
            }
        }
        from[frame * STATES + state] = (byte) best;
        return most + score(frame, state);
    }

    private double score(int frame, int state) {
        if (state == REST) {
            return REST_SCORE;
        }
        return Math.min(HIGHEST_SCORE, 1 + (candidates.strength(frame, state) - loudDb) / RANGE_DB);
    }

    private double cost(int frame, int before, int state) {
        if (before == REST || state == REST) {
            return before == state ? 0 : TURN;
        }
        double semitones = Math.abs(candidates.pitch(frame, state) - candidates.pitch(frame - 1, before));
        return Math.min(LEAP, PER_SEMITONE * semitones);
    }

    private byte[] walkBack(byte[] from, double[] scores) {
        int state = REST;
        for (int i = 0; i < STATES; i++) {
            state = scores[i] > scores[state] ? i : state;
        }
        byte[] path = new byte[candidates.frames()];
        for (int k = path.length - 1; k >= 0; k--) {
            path[k] = (byte) (state == REST ? -1 : state);
            state = from[k * STATES + state];
        }
        return path;
    }
}
