package io.soundforge.alchemy.dsp.melody;

import io.soundforge.alchemy.dsp.spectrum.SlidingMedian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a voice into notes: where it rests, where its pitch, smoothed over 100 ms, becomes another semitone for long enough, and
 * where it is struck again.
 */
final class NoteCutter {
    static final int SHORTEST_FRAMES = 3;
    private static final int SMOOTHING = 5;
    private static final int GLIDE_FRAMES = 5;
    private static final int GLIDE_STEP = 2;
    /** A rise by this much within this many frames is a new attack. */
    private static final double ATTACK_DB = 3;

    static final int ATTACK_FRAMES = 4;

    private final VoiceLine line;
    private final double tuning;
    private final SlidingMedian median = new SlidingMedian(SMOOTHING);
    private final List<NoteRun> runs = new ArrayList<>();

    /**
     * Sets up for one voice.
     *
     * @param tuning of the track in semitones above A4 = 440 Hz
     */
    NoteCutter(VoiceLine line, double tuning) {
        this.line = line;
        this.tuning = tuning;
    }

    /** The notes in order. Call once. */
    List<NoteRun> cut() {
        int from = -1;
        for (int k = 0; k <= line.frames(); k++) {
            boolean rests = k == line.frames() || line.rests(k);
            if (rests && from >= 0) {
                phrase(from, k);
                from = -1;
            } else if (!rests && from < 0) {
                from = k;
            }
        }
        return runs;
    }

    /** A stretch without rests. */
    private void phrase(int from, int to) {
        if (to - from < SHORTEST_FRAMES) {
            return;
        }
        int[] semitones = semitones(from, to);
        int start = 0;
        for (int k = 1; k <= semitones.length; k++) {
            if (k == semitones.length || semitones[k] != semitones[start]) {
                repeats(from + start, from + k, semitones[start]);
                start = k;
            }
        }
    }

    /** The semitone of every frame. */
    private int[] semitones(int from, int to) {
        float[] smooth = new float[to - from];
        median.filter(Arrays.copyOfRange(line.pitch(), from, to), smooth, smooth.length);
        int[] semitones = new int[smooth.length];
        for (int k = 0; k < semitones.length; k++) {
            semitones[k] = (int) Math.round(smooth[k] - tuning);
        }
        settle(semitones);
        return semitones;
    }

    /** Gives what is only passed through to the note it leads to; at the end, to the note it leaves. */
    private static void settle(int[] semitones) {
        int end = semitones.length;
        while (end > 0) {
            int start = runStart(semitones, end - 1);
            if (end < semitones.length && isPassing(end - start, semitones[end] - semitones[start])) {
                Arrays.fill(semitones, start, end, semitones[end]);
            } else if (end == semitones.length && start > 0 && end - start < SHORTEST_FRAMES) {
                Arrays.fill(semitones, start, end, semitones[start - 1]);
            }
            end = start;
        }
    }

    /** Voices glide into their notes: a step on the way that is held this briefly is none of its own. */
    private static boolean isPassing(int frames, int step) {
        return frames < SHORTEST_FRAMES || (frames < GLIDE_FRAMES && Math.abs(step) <= GLIDE_STEP);
    }

    private static int runStart(int[] semitones, int at) {
        int start = at;
        while (start > 0 && semitones[start - 1] == semitones[at]) {
            start--;
        }
        return start;
    }

    /** A stretch of one pitch: a note begins at every dip that a clear rise follows. */
    private void repeats(int from, int to, int pitch) {
        int start = from;
        for (int k = from + SHORTEST_FRAMES; k < to - SHORTEST_FRAMES; k++) {
            if (k - start >= SHORTEST_FRAMES && isStruck(k, to)) {
                runs.add(new NoteRun(start, k, pitch, start != from));
                start = k;
            }
        }
        runs.add(new NoteRun(start, to, pitch, start != from));
    }

    private boolean isStruck(int dip, int to) {
        float[] strength = line.strength();
        if (strength[dip] > strength[dip - 1] || strength[dip] >= strength[dip + 1]) {
            return false;
        }
        float most = strength[dip];
        for (int k = dip + 1; k <= Math.min(to - 1, dip + ATTACK_FRAMES); k++) {
            most = Math.max(most, strength[k]);
        }
        return most - strength[dip] >= ATTACK_DB;
    }
}
