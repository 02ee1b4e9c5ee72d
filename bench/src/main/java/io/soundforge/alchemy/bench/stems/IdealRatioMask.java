package io.soundforge.alchemy.bench.stems;

import io.soundforge.alchemy.dsp.spectrum.Spectrogram;
import io.soundforge.alchemy.dsp.spectrum.Stft;

/** The oracle: every bin shared out by the true magnitudes, |s| over the sum of all |s|, frames of 4096 every 1024. */
final class IdealRatioMask implements Separator {
    private static final int SIZE = 4096;
    private static final int HOP = 1024;

    @Override
    public float[][][] separate(float[][] mix, float[][][] truth) {
        float[][][] estimates = new float[truth.length][2][mix[0].length];
        Stft stft = new Stft(SIZE, HOP);
        for (int c = 0; c < 2; c++) {
            Spectrogram mixed = stft.analyze(mix[c]);
            float[][][] magnitudes = new float[truth.length][][];
            for (int s = 0; s < truth.length; s++) {
                magnitudes[s] = stft.analyze(truth[s][c]).magnitudes();
            }
            toShares(magnitudes);
            for (int s = 0; s < truth.length; s++) {
                stft.synthesize(mixed, magnitudes[s], estimates[s][c]);
            }
        }
        return estimates;
    }

    private static void toShares(float[][][] magnitudes) {
        for (int t = 0; t < magnitudes[0].length; t++) {
            for (int k = 0; k < magnitudes[0][t].length; k++) {
                float sum = Float.MIN_NORMAL;
                for (float[][] stem : magnitudes) {
                    sum += stem[t][k];
                }
                for (float[][] stem : magnitudes) {
                    stem[t][k] /= sum;
                }
            }
        }
    }
}
