package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.List;

/** Picks the moments at which something begins (Böck, Krebs and Schedl 2012): tops that rise clearly above what surrounds them. */
final class Onsets {
    private static final int ALONE = 3;
    private static final int AROUND = 15;
    private static final float ABOVE = 0.12f;

    private Onsets() {}

    /** Seconds, ascending. */
    static List<Double> of(float[] novelty) {
        List<Double> onsets = new ArrayList<>();
        float[] above = Curves.aboveLocalMean(novelty, AROUND);
        for (int k = 1; k + 1 < novelty.length; k++) {
            if (above[k] >= ABOVE && isTop(novelty, k)) {
                onsets.add((double) k / BandSpectrogram.FRAMES_PER_SECOND);
            }
        }
        return onsets;
    }

    private static boolean isTop(float[] novelty, int at) {
        for (int k = Math.max(0, at - ALONE); k <= Math.min(novelty.length - 1, at + ALONE); k++) {
            if (novelty[k] > novelty[at] || (novelty[k] == novelty[at] && k < at)) {
                return false;
            }
        }
        return true;
    }
}
