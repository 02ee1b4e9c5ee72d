package io.soundforge.alchemy.dsp.tonal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest row of chords over units of time (Viterbi): every unit speaks for chords by how well they fit, and a change
 * costs as much as a second of middling evidence.
 */
final class ChordPath {
    /** The state of units without a chord. */
    static final int NONE = ChordTemplates.CHORDS;

    /** A chord has to fit better than this. */
    static final double NONE_FIT = 0.45;

    private static final double PER_FRAME = 6;
    private static final double CHANGE = 4;
    private static final int STATES = ChordTemplates.CHORDS + 1;

    private final List<byte[]> from = new ArrayList<>();
    private double[] scores = new double[STATES];
    private double[] next = new double[STATES];

    /**
     * Takes the next unit.
     *
     * @param fits of the chords; null for a unit that is too faint to have one
     * @param frames length of the unit
     */
    void add(double @Nullable [] fits, double frames) {
        int best = 0;
        for (int state = 1; state < STATES; state++) {
            best = scores[state] > scores[best] ? state : best;
        }
        byte[] before = new byte[STATES];
        for (int state = 0; state < STATES; state++) {
            boolean stays = scores[state] >= scores[best] - CHANGE || from.isEmpty();
            before[state] = (byte) (stays ? state : best);
            double fit = state == NONE ? NONE_FIT : fits == null ? -NONE_FIT : fits[state];
            next[state] = (stays ? scores[state] : scores[best] - CHANGE) + PER_FRAME * frames * fit;
        }
        from.add(before);
        double[] reused = scores;
        scores = next;
        next = reused;
    }

    /** The chord of every unit, 0 to 11 major from C on, 12 to 23 minor, or {@link #NONE}. */
    int[] best() {
        int[] path = new int[from.size()];
        int state = 0;
        for (int s = 1; s < STATES; s++) {
            state = scores[s] > scores[state] ? s : state;
        }
        for (int unit = path.length - 1; unit >= 0; unit--) {
            path[unit] = state;
            state = from.get(unit)[state];
        }
        return path;
    }
}
