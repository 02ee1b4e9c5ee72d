package io.soundforge.alchemy.bench.stems;

import io.soundforge.alchemy.dsp.spectrum.SlidingMedian;
import io.soundforge.alchemy.dsp.spectrum.Spectrogram;
import io.soundforge.alchemy.dsp.spectrum.Stft;

/**
 * What one writes in an afternoon: percussion by median filters with a margin (Fitzgerald, 2010; margin after Driedger et
 * al., 2014), bass as what is low and not percussion, vocals as what is in the middle and in the band of a voice, other
 * as the rest.
 */
final class NaiveRecipe implements Separator {
    private static final int SIZE = 4096;
    private static final int HOP = 1024;
    private static final int MEDIAN = 31;
    private static final double MARGIN = 2;
    private static final double BASS_HZ = 200;
    private static final double VOICE_FROM_HZ = 200;
    private static final double VOICE_TO_HZ = 6000;

    @Override
    public float[][][] separate(float[][] mix, float[][][] truth) {
        int frames = mix[0].length;
        Stft stft = new Stft(SIZE, HOP);
        Spectrogram[] spectra = {stft.analyze(mix[0]), stft.analyze(mix[1])};
        float[][] struck = percussion(spectra);
        float[][][] masks = new float[4][spectra[0].frames()][stft.bins()];
        for (int t = 0; t < spectra[0].frames(); t++) {
            for (int k = 0; k < stft.bins(); k++) {
                double hertz = k * 44_100.0 / SIZE;
                float held = 1 - struck[t][k];
                float low = hertz < BASS_HZ ? held : 0;
                float sung = hertz >= VOICE_FROM_HZ && hertz < VOICE_TO_HZ ? held * centre(spectra, t, k) : 0;
                masks[0][t][k] = struck[t][k];
                masks[1][t][k] = low;
                masks[3][t][k] = sung;
                masks[2][t][k] = held - low - sung;
            }
        }
        float[][][] stems = new float[4][2][frames];
        for (int s = 0; s < 4; s++) {
            for (int c = 0; c < 2; c++) {
                stft.synthesize(spectra[c], masks[s], stems[s][c]);
            }
        }
        return stems;
    }

    /** One where both channels agree, zero where only one of them sounds. */
    private static float centre(Spectrogram[] x, int t, int k) {
        double re = x[0].re(t)[k] - x[1].re(t)[k];
        double im = x[0].im(t)[k] - x[1].im(t)[k];
        double left = Math.hypot(x[0].re(t)[k], x[0].im(t)[k]);
        double right = Math.hypot(x[1].re(t)[k], x[1].im(t)[k]);
        return (float) Math.max(0, 1 - Math.hypot(re, im) / (left + right + Double.MIN_NORMAL));
    }

    private static float[][] percussion(Spectrogram[] spectra) {
        float[][] left = spectra[0].magnitudes();
        float[][] right = spectra[1].magnitudes();
        int frames = left.length;
        int bins = left[0].length;
        float[][] sum = new float[frames][bins];
        float[][] mask = new float[frames][bins];
        SlidingMedian median = new SlidingMedian(MEDIAN);
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < bins; k++) {
                sum[t][k] = left[t][k] + right[t][k];
            }
            median.filter(sum[t], mask[t], bins);
        }
        float[] column = new float[frames];
        float[] held = new float[frames];
        for (int k = 0; k < bins; k++) {
            for (int t = 0; t < frames; t++) {
                column[t] = sum[t][k];
            }
            median.filter(column, held, frames);
            for (int t = 0; t < frames; t++) {
                double struck = (double) mask[t][k] * mask[t][k];
                double rest = MARGIN * held[t] * held[t];
                mask[t][k] = (float) (struck / (struck + rest + Double.MIN_NORMAL));
            }
        }
        return mask;
    }
}
