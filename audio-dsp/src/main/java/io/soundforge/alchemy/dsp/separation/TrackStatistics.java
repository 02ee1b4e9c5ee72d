package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;

/**
 * Level of a whole track, taken on the mono mix (mean of the channels).
 *
 * @param mean of all frames; 0 for an empty track
 * @param std unbiased standard deviation; 0 for a track of fewer than two frames
 */
public record TrackStatistics(double mean, double std) {
    private static final int BLOCK_FRAMES = 1 << 15;
    private static final double EPSILON = 1e-8;

    /**
     * Measures a track in one pass, block by block from the start, so the result does not depend on who asks. Blocks are
     * joined by the pairwise rule of Chan, Golub and LeVeque (1979), which a large offset does not upset.
     */
    public static TrackStatistics of(PcmSource track) throws IOException {
        float[][] planar = new float[track.channels()][BLOCK_FRAMES];
        double[] mono = new double[BLOCK_FRAMES];
        double mean = 0;
        double squares = 0;
        for (long start = 0; start < track.frames(); start += BLOCK_FRAMES) {
            int n = (int) Math.min(BLOCK_FRAMES, track.frames() - start);
            track.read(start, planar, 0, n);
            mixDown(planar, mono, n);
            double blockMean = mean(mono, n);
            double delta = blockMean - mean;
            squares += squaresAround(blockMean, mono, n) + delta * delta * start * n / (start + n);
            mean += delta * n / (start + n);
        }
        double std = track.frames() < 2 ? 0 : Math.sqrt(squares / (track.frames() - 1));
        return new TrackStatistics(mean, std);
    }

    /** The normalisation these figures ask for; the small constant keeps silence finite. */
    public TrackNormalization normalization() {
        return new TrackNormalization(mean, std + EPSILON);
    }

    private static void mixDown(float[][] planar, double[] mono, int count) {
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (float[] channel : planar) {
                sum += channel[i];
            }
            mono[i] = sum / planar.length;
        }
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    private static double squaresAround(double mean, double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }
}
