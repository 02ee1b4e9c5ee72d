package io.soundforge.alchemy.dsp.separation;

import java.util.Arrays;

/**
 * The procedure of the Demucs reference step by step over whole arrays, in double precision, for one channel of the stem
 * of {@link #tilt}. Shares nothing with the code under test.
 */
final class DirectSeparation {
    private static final int SHIFT = 22_050;

    private DirectSeparation() {}

    /** What the engine of these tests does: louder and louder within its window, so that every cut is heard. */
    static double tilt(int position, int segment) {
        return 1 + (double) position / segment;
    }

    /** Without shifts. */
    static double[] once(float[] track, int segment) {
        double[] samples = new double[track.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = track[i];
        }
        return view(samples, 0, samples.length, segment);
    }

    /** The mean of passes with these offsets into the track that is lengthened by half a second on both sides. */
    static double[] shifted(float[] track, int segment, int... offsets) {
        double[] longer = new double[track.length + 2 * SHIFT];
        for (int i = 0; i < track.length; i++) {
            longer[SHIFT + i] = track[i];
        }
        double[] mean = new double[track.length];
        for (int offset : offsets) {
            double[] pass = view(longer, offset, track.length + SHIFT - offset, segment);
            for (int i = 0; i < track.length; i++) {
                mean[i] += pass[SHIFT - offset + i] / offsets.length;
            }
        }
        return mean;
    }

    private static double[] view(double[] tensor, int from, int length, int segment) {
        double[] sum = new double[length];
        double[] weights = new double[length];
        int stride = (int) (0.75 * segment);
        for (int offset = 0; offset < length; offset += stride) {
            int chunk = Math.min(segment, length - offset);
            double[] output = centred(tensor, from + offset, chunk, segment);
            for (int i = 0; i < chunk; i++) {
                double weight = Math.min(i + 1, segment - i) / (double) (segment - segment / 2);
                sum[offset + i] += weight * output[i];
                weights[offset + i] += weight;
            }
        }
        for (int i = 0; i < length; i++) {
            sum[i] /= weights[i];
        }
        return sum;
    }

    private static double[] centred(double[] tensor, int start, int chunk, int segment) {
        int before = (segment - chunk) / 2;
        double[] window = new double[segment];
        for (int i = 0; i < segment; i++) {
            int at = start - before + i;
            window[i] = at >= 0 && at < tensor.length ? tensor[at] * tilt(i, segment) : 0;
        }
        return Arrays.copyOfRange(window, before, before + chunk);
    }
}
