package io.soundforge.alchemy.dsp.tonal;

import java.util.ArrayList;
import java.util.List;

/** The chords of a track frame by frame, as a first hearing before beats are known. */
final class ChordRuns {
    private static final double SPREAD = 3;
    private static final int REACH = 9;
    private static final double FAINTEST = 0.01;

    private ChordRuns() {}

    /** Stretches of frames with one chord or none. */
    static List<ChordRun> of(Harmony harmony) {
        double[] window = window();
        double[] fits = new double[ChordTemplates.CHORDS];
        ChordPath path = new ChordPath();
        for (int k = 0; k < harmony.frames(); k++) {
            if (harmony.weights().ofChord(k) < FAINTEST && isFaintAround(harmony, k)) {
                path.add(null, 1);
                continue;
            }
            double[] notes = harmony.around(PitchClassFrames.NOTES, k, window);
            double[] bass = harmony.around(PitchClassFrames.BASS, k, window);
            ChordTemplates.rate(notes, bass, fits);
            path.add(fits, 1);
        }
        return runs(path.best());
    }

    /** Groups equal neighbours. */
    static List<ChordRun> runs(int[] path) {
        List<ChordRun> runs = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= path.length; k++) {
            if (k == path.length || path[k] != path[from]) {
                runs.add(new ChordRun(from, k, path[from]));
                from = k;
            }
        }
        return runs;
    }

    private static boolean isFaintAround(Harmony harmony, int frame) {
        double sum = 0;
        int from = Math.max(0, frame - REACH);
        int to = Math.min(harmony.frames() - 1, frame + REACH);
        for (int k = from; k <= to; k++) {
            sum += harmony.weights().ofChord(k);
        }
        return sum < 3 * FAINTEST * (to - from + 1);
    }

    private static double[] window() {
        double[] window = new double[2 * REACH + 1];
        for (int i = 0; i < window.length; i++) {
            double x = (i - REACH) / SPREAD;
            window[i] = Math.exp(-x * x / 2);
        }
        return window;
    }
}
