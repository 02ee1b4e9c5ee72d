package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/**
 * Places beats by the bar-pointer model on one beat (Krebs, Böck and Widmer 2015): a hidden pointer runs through beats whose
 * length in frames may change only at a beat, the less likely the larger the change, and onsets are expected in the first
 * sixteenth of a beat. As everything between two beats is determined, the Viterbi path is found here over whole beats
 * (explicit durations and prefix sums), which gives the same path as the frame-wise search at a fraction of its cost.
 */
final class BeatPointer {
    /** How much the tempo resists change (λ of the papers). */
    private static final double STEADINESS = 100;
    /** Share of a beat in which its onset is expected: 1/16. */
    private static final int BEAT_SHARE = 16;

    /** How far beats may be from the tempo found, as a share. */
    private static final double SPREAD = 0.15;

    /** Ways are kept for so many frames at most; those through what lies {@link #SETTLED} back have met long since. */
    private static final int MOST_KEPT = 20 * 60 * BandSpectrogram.FRAMES_PER_SECOND;

    private static final int SETTLED = 2 * 60 * BandSpectrogram.FRAMES_PER_SECOND;

    private static final double[] NONE = {};
    private static final byte[] NO_WAYS = {};

    private final int shortest;
    private final int lengths;
    private final double[][] transition;
    private final double[] beatSum;
    private final double[] restSum;
    private final int frames;

    /**
     * Prepares a search.
     *
     * @param activation likelihood of a beat per frame, in (0, 1)
     * @param shortest beat length in frames, at least 1
     * @param longest beat length in frames
     */
    BeatPointer(float[] activation, int shortest, int longest) {
        this.frames = activation.length;
        this.shortest = shortest;
        this.lengths = longest - shortest + 1;
        this.transition = transitions(shortest, lengths);
        this.beatSum = new double[frames + 1];
        this.restSum = new double[frames + 1];
        for (int k = 0; k < frames; k++) {
            beatSum[k + 1] = beatSum[k] + Math.log(activation[k]);
            restSum[k + 1] = restSum[k] + Math.log((1 - activation[k]) / (BEAT_SHARE - 1));
        }
    }

    /** A search for beats within {@link #SPREAD} of a tempo. */
    static BeatPointer around(float[] activation, double bpm) {
        double period = TempoEstimator.periodFrames(bpm);
        int shortest = (int) Math.floor(period * (1 - SPREAD));
        int longest = (int) Math.ceil(period * (1 + SPREAD));
        return new BeatPointer(activation, shortest, longest);
    }

    private static double[][] transitions(int shortest, int lengths) {
        double[][] log = new double[lengths][lengths];
        for (int from = 0; from < lengths; from++) {
            double sum = 0;
            for (int to = 0; to < lengths; to++) {
                double change = Math.abs((double) (shortest + to) / (shortest + from) - 1);
                log[to][from] = -STEADINESS * change;
                sum += Math.exp(log[to][from]);
            }
            for (int to = 0; to < lengths; to++) {
                log[to][from] -= Math.log(sum);
            }
        }
        return log;
    }

    /** The frames of the beats' onsets, ascending; empty if the curve is shorter than a beat. */
    int[] beats() {
        int longest = shortest + lengths - 1;
        double[][] best = new double[frames][];
        byte[][] previous = new byte[frames][];
        SettledBeats settled = new SettledBeats();
        for (int k = 0; k < frames; k++) {
            if (k - settled.last() > MOST_KEPT + SETTLED) {
                trace(best, previous, k, k - SETTLED, settled);
            }
            best[k] = new double[lengths];
            previous[k] = new byte[lengths];
            for (int d = 0; d < lengths; d++) {
                arrive(best, previous, k, d);
            }
            if (k > longest) {
                best[k - longest - 1] = NONE;
            }
        }
        trace(best, previous, frames, frames, settled);
        return settled.onsets();
    }

    /** Fills in the best way to a beat at frame {@code k} whose predecessor lies d-th length before. */
    private void arrive(double[][] best, byte[][] previous, int k, int d) {
        int length = shortest + d;
        int from = k - length;
        if (from < 0) {
            // The track may begin anywhere inside a beat.
            best[k][d] = restSum[k] - Math.log(length);
            previous[k][d] = -1;
            return;
        }
        double[] earlier = best[from];
        double[] change = transition[d];
        int choice = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < lengths; p++) {
            double score = earlier[p] + change[p];
            if (score > highest) {
                highest = score;
                choice = p;
            }
        }
        best[k][d] = highest + beat(from, length, k);
        previous[k][d] = (byte) choice;
    }

    /** Log likelihood of the frames from a beat of so many frames to the next beat or the end. */
    private double beat(int from, int length, int to) {
        int onset = Math.min(to, from + (length + BEAT_SHARE - 1) / BEAT_SHARE);
        return beatSum[onset] - beatSum[from] + restSum[to] - restSum[onset];
    }

    /** Where the onset is that a beat at frame {@code at} of the given length stands for: the top of its first part. */
    private int onset(int at, int length) {
        int top = at;
        for (int k = at; k < Math.min(frames, at + (length + BEAT_SHARE - 1) / BEAT_SHARE); k++) {
            top = beatSum[k + 1] - beatSum[k] > beatSum[top + 1] - beatSum[top] ? k : top;
        }
        return top;
    }

    /** Settles the beats before {@code until} as they are if the track ended at {@code end}, and lets go of the ways to them. */
    private void trace(double[][] best, byte[][] previous, int end, int until, SettledBeats settled) {
        int at = -1;
        int d = 0;
        double highest = Double.NEGATIVE_INFINITY;
        int longest = shortest + lengths - 1;
        for (int k = Math.max(0, end - longest); k < end; k++) {
            for (int last = 0; last < lengths; last++) {
                double score = best[k][last] + beat(k, shortest + last, end);
                if (score > highest) {
                    highest = score;
                    at = k;
                    d = last;
                }
            }
        }
        int from = Math.max(0, settled.last());
        follow(previous, at, d, until, settled);
        Arrays.fill(previous, from, Math.max(from, settled.last()), NO_WAYS);
    }

    private void follow(byte[][] previous, int last, int lastLength, int until, SettledBeats settled) {
        int[] places = new int[frames / shortest + 2];
        int[] onsets = new int[places.length];
        int count = 0;
        int at = last;
        int d = lastLength;
        int length = shortest + lastLength;
        int after = settled.last() < 0 ? 0 : settled.last() + shortest / 2;
        while (at >= after) {
            if (at < until) {
                places[count] = at;
                onsets[count++] = onset(at, length);
            }
            length = shortest + d;
            int before = previous[at][d];
            at = before < 0 ? -1 : at - shortest - d;
            d = Math.max(0, before);
        }
        while (count > 0) {
            count--;
            settled.add(places[count], onsets[count]);
        }
    }
}
