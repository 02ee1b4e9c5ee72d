package io.soundforge.alchemy.dsp.separation.spectral;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.spectrum.Spectrogram;
import io.soundforge.alchemy.dsp.spectrum.Stft;
import java.util.List;

/**
 * The built-in engine: classical signal processing, no model file. Drums by median filters, the bass and the lead voice by
 * following their melodies in the middle of the stereo image; from these beliefs a multichannel Wiener filter shares out
 * a short-time spectrum of mid and side. Other is what is left of the mix, so that the stems always sum to it.
 *
 * <p>A preview next to a trained model: it knows neither singers nor instruments. Level does not matter to it.
 */
public final class SpectralEngine implements SegmentEngine {
    private static final int SAMPLE_RATE = 44_100;
    private static final int SIZE = 4096;
    private static final int HOP = 1024;

    /** Eight seconds are kept of thirteen. All are whole hops, so that neighbours look at the same frames. */
    private static final int CHUNK = 344 * HOP;

    /** What a decision looks at lies within 1.5 s, and a melody's path forgets its ends within another second. */
    private static final int HALO = 108 * HOP;

    private static final int CROSS_FADE = 24 * HOP;
    private static final int SEGMENT = CHUNK + 2 * HALO;
    private static final int OTHER = 2;

    private final Stft stft = new Stft(SIZE, HOP);
    private final PowerEstimator estimator =
            new PowerEstimator(new SpectralGrid(stft.bins(), (double) SAMPLE_RATE / SIZE));

    @Override
    public String fingerprint() {
        return "spectral-3";
    }

    @Override
    public List<String> stems() {
        return List.of("drums", "bass", "other", "vocals");
    }

    @Override
    public int segmentFrames() {
        return SEGMENT;
    }

    @Override
    public Tiling tiling() {
        return new Tiling(SEGMENT, CHUNK, CHUNK - CROSS_FADE, Tiling.Taper.TRIANGLE);
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
        StemPowers powers = estimator.estimate(mid.magnitudes(), side.magnitudes());
        float[][] shares = new float[mid.frames()][mid.bins()];
        float[] inMid = new float[SEGMENT];
        float[] inSide = new float[SEGMENT];
        for (int s = 0; s < stems.length; s++) {
            if (s != OTHER) {
                powers.sharesOfMid(s, shares);
                stft.synthesize(mid, shares, inMid);
                powers.sharesOfSide(s, shares);
                stft.synthesize(side, shares, inSide);
                toLeftAndRight(inMid, inSide, stems[s]);
            }
        }
        subtract(mix, stems);
    }

    private static float[] combine(float[][] mix, int sign) {
        float[] half = new float[SEGMENT];
        for (int i = 0; i < SEGMENT; i++) {
            half[i] = (mix[0][i] + sign * mix[1][i]) / 2;
        }
        return half;
    }

    private static void toLeftAndRight(float[] mid, float[] side, float[][] stem) {
        for (int i = 0; i < SEGMENT; i++) {
            stem[0][i] = mid[i] + side[i];
            stem[1][i] = mid[i] - side[i];
        }
    }

    private static void subtract(float[][] mix, float[][][] stems) {
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < SEGMENT; i++) {
                stems[OTHER][c][i] = mix[c][i] - (stems[0][c][i] + stems[1][c][i] + stems[3][c][i]);
            }
        }
    }

    /** Holds nothing to close. */
    @Override
    public void close() {}
}
