package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/**
 * Turns onset strength into what the bar pointer expects: a likelihood of a beat per frame. Strength is measured against
 * the strong onsets of the surrounding seconds, so that a soft verse counts like a loud chorus, and only the tops of peaks
 * are kept.
 */
final class BeatActivation {
    private static final int STRETCH = 4 * BandSpectrogram.FRAMES_PER_SECOND;
    private static final int NEAR = 3;
    private static final float LOWEST = 0.01f;
    private static final float HIGHEST = 0.95f;
    /** Strong onsets of a soft passage count for at most this many times more than they are. */
    private static final double MOST_GAIN = 4;

    private BeatActivation() {}

    static float[] of(float[] novelty) {
        double whole = Curves.percentile(novelty, 0.98);
        float[] activation = new float[novelty.length];
        for (int start = 0; start < novelty.length; start += STRETCH) {
            int from = Math.max(0, start - STRETCH / 2);
            int to = Math.min(novelty.length, start + STRETCH + STRETCH / 2);
            double local = Curves.percentile(Arrays.copyOfRange(novelty, from, to), 0.98);
            double strong = Math.max(Math.max(local, whole / MOST_GAIN), 1e-6);
            for (int k = start; k < Math.min(novelty.length, start + STRETCH); k++) {
                float top = nearPeak(novelty, k) ? novelty[k] : 0;
                activation[k] = (float) Math.max(LOWEST, Math.min(HIGHEST, top / strong));
            }
        }
        return activation;
    }

    private static boolean nearPeak(float[] novelty, int at) {
        int top = at;
        for (int k = Math.max(0, at - NEAR); k <= Math.min(novelty.length - 1, at + NEAR); k++) {
            if (novelty[k] > novelty[top]) {
                top = k;
            }
        }
        return Math.abs(top - at) <= 1;
    }
}
