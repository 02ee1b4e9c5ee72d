package io.soundforge.alchemy.dsp.tonal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the key over time: windows of {@value #WINDOW_SECONDS} s vote with their notes, a change costs, and so does every second
 * away from the key of the whole (Viterbi); the relative of that key is never a change. Turns of a few bars are therefore not key changes; a last chorus a tone higher is. Nor is what holds for less than
 * {@value #SHORTEST_SECONDS} s.
 */
final class KeyChanges {
    private static final int WINDOW_SECONDS = 12;
    private static final int HOP_SECONDS = 3;
    private static final int WINDOW = WINDOW_SECONDS * PitchClassFrames.FRAMES_PER_SECOND;
    private static final int HOP = HOP_SECONDS * PitchClassFrames.FRAMES_PER_SECOND;
    private static final double CHANGE = 7;
    private static final double AWAY = 0.8;
    /** Keys whose scales share six or seven notes with the key of the whole: there, evidence has to be stronger. */
    private static final double AWAY_NEAR = 1.6;

    /** A key that holds for less, in seconds, was never settled in. */
    private static final int SHORTEST_SECONDS = 15;

    /** Notes alone hardly tell modes apart; the whole could look at more. */
    private static final double OTHER_MODE = 2;
    /** And they do not tell relatives apart at all. */
    private static final double RELATIVE = 1000;

    private KeyChanges() {}

    static List<KeySpan> find(Harmony harmony, int whole) {
        int steps = Math.max(1, (harmony.frames() + HOP / 2) / HOP);
        double[] scores = new double[KeyProfiles.KEYS];
        int[][] from = new int[steps][KeyProfiles.KEYS];
        for (int step = 0; step < steps; step++) {
            int centre = step * HOP + HOP / 2;
            int start = Math.max(0, centre - WINDOW / 2);
            double[] notes = KeyEvidence.ofNotes(harmony, start, Math.min(harmony.frames(), centre + WINDOW / 2));
            scores = advanced(scores, notes, whole, from[step]);
        }
        return spans(settled(path(scores, from), whole), harmony.frames());
    }

    private static double[] advanced(double[] scores, double[] notes, int whole, int[] from) {
        int best = best(scores);
        double[] next = new double[scores.length];
        for (int key = 0; key < scores.length; key++) {
            boolean stays = scores[key] >= scores[best] - CHANGE;
            from[key] = stays ? key : best;
            next[key] = (stays ? scores[key] : scores[best] - CHANGE) + notes[key] - penalty(key, whole);
        }
        return next;
    }

    private static double penalty(int key, int whole) {
        if (key == whole) {
            return 0;
        }
        if (fifths(key) == fifths(whole)) {
            return RELATIVE;
        }
        boolean otherMode = key / KeyProfiles.CLASSES != whole / KeyProfiles.CLASSES;
        return (isNear(key, whole) ? AWAY_NEAR : AWAY) + (otherMode ? OTHER_MODE : 0);
    }

    /** Whether two keys' scales differ by a note at most: neighbours on the circle of fifths, relatives, and parallels. */
    private static boolean isNear(int key, int other) {
        if (key % KeyProfiles.CLASSES == other % KeyProfiles.CLASSES) {
            return true;
        }
        int distance = Math.floorMod(fifths(key) - fifths(other), KeyProfiles.CLASSES);
        return distance <= 1 || distance == KeyProfiles.CLASSES - 1;
    }

    /** Place on the circle of fifths, the same for relatives. */
    private static int fifths(int key) {
        int major = key < KeyProfiles.CLASSES ? key : key + 3;
        return 7 * major % KeyProfiles.CLASSES;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int key = 1; key < scores.length; key++) {
            best = scores[key] > scores[best] ? key : best;
        }
        return best;
    }

    private static int[] path(double[] scores, int[][] from) {
        int[] path = new int[from.length];
        int key = best(scores);
        for (int step = path.length - 1; step >= 0; step--) {
            path[step] = key;
            key = from[step][key];
        }
        return path;
    }

    /** Gives what is too short to the key of the whole. */
    private static int[] settled(int[] path, int whole) {
        for (ChordRun run : ChordRuns.runs(path)) {
            if (run.chord() != whole && run.length() * HOP_SECONDS < SHORTEST_SECONDS) {
                Arrays.fill(path, run.from(), run.to(), whole);
            }
        }
        return path;
    }

    private static List<KeySpan> spans(int[] path, int frames) {
        List<KeySpan> spans = new ArrayList<>();
        for (ChordRun run : ChordRuns.runs(path)) {
            boolean last = run.to() == path.length;
            double end = last ? (double) frames / PitchClassFrames.FRAMES_PER_SECOND : run.to() * (double) HOP_SECONDS;
            spans.add(new KeySpan(run.from() * (double) HOP_SECONDS, end, MusicalKey.of(run.chord())));
        }
        return spans;
    }
}
