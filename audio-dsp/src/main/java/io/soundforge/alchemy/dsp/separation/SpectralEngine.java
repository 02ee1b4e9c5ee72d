package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.spectrum.Spectrogram;
import io.soundforge.alchemy.dsp.spectrum.Stft;
import java.util.List;

/**
 * The built-in engine: classical signal processing, no model file. Drums by median filters, the bass and the lead voice by
 * following their melodies in the middle of the stereo image, all as soft masks on a short-time spectrum of mid and side;
 * other is what is left of the mix, so that the stems always sum to it.
 *
 * <p>A preview next to a trained model: it knows neither singers nor instruments. Level does not matter to it.
 */
public final class SpectralEngine implements SegmentEngine {
    private static final int SAMPLE_RATE = 44_100;
    private static final int SIZE = 4096;
    private static final int HOP = 1024;

    /** The length that the Demucs models take, so that the two share progress, storage and memory figures. */
    private static final int SEGMENT = 343_980;

    private final Stft stft = new Stft(SIZE, HOP);
    private final MaskEstimator estimator =
            new MaskEstimator(new SpectralGrid(stft.bins(), (double) SAMPLE_RATE / SIZE));

    @Override
    public String fingerprint() {
        return "spectral-1";
    }

    @Override
    public List<String> stems() {
        return List.of("drums", "bass", "other", "vocals");
    }

    @Override
    public int segmentFrames() {
        return SEGMENT;
    }

    /** No: every decision is about ratios. */
    @Override
    public boolean normalizesTrack() {
        return false;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        Spectrogram mid = stft.analyze(combine(mix, 1));
        Spectrogram side = stft.analyze(combine(mix, -1));
        StemMasks masks = estimator.estimate(mid.magnitudes(), side.magnitudes());
        float[] drumsSide = new float[SEGMENT];
        stft.synthesize(side, masks.drumsSide, drumsSide);
        render(mid, masks.drumsMid, drumsSide, stems[0]);
        render(mid, masks.bass, new float[SEGMENT], stems[1]);
        render(mid, masks.vocals, new float[SEGMENT], stems[3]);
        subtract(mix, stems);
    }

    private static float[] combine(float[][] mix, int sign) {
        float[] half = new float[SEGMENT];
        for (int i = 0; i < SEGMENT; i++) {
            half[i] = (mix[0][i] + sign * mix[1][i]) / 2;
        }
        return half;
    }

    private void render(Spectrogram mid, float[][] mask, float[] side, float[][] stem) {
        float[] samples = new float[SEGMENT];
        stft.synthesize(mid, mask, samples);
        for (int i = 0; i < SEGMENT; i++) {
            stem[0][i] = samples[i] + side[i];
            stem[1][i] = samples[i] - side[i];
        }
    }

    private static void subtract(float[][] mix, float[][][] stems) {
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < SEGMENT; i++) {
                stems[2][c][i] = mix[c][i] - (stems[0][c][i] + stems[1][c][i] + stems[3][c][i]);
            }
        }
    }

    /** Holds nothing to close. */
    @Override
    public void close() {}
}
