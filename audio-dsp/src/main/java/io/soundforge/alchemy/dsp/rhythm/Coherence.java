package io.soundforge.alchemy.dsp.rhythm;

/**
 * Whether one exact period holds through a track: the Fourier coefficients of the onsets at the beat, its half and its
 * quarter, taken over short windows, add up over the whole track only if their phases agree.
 *
 * @param period in frames, at which they agree best
 * @param share length of the sum relative to the sum of lengths: 1 for a metronome
 */
record Coherence(double period, double share) {
    private static final int WINDOW = 4 * BandSpectrogram.FRAMES_PER_SECOND;
    private static final int[] HARMONICS = {1, 2, 4};
    private static final int LONGEST_MINUTES = 20;
    private static final double RANGE = 0.015;

    /** Searches around a period in frames. What is longer than {@value #LONGEST_MINUTES} minutes is a mix, and never steady. */
    static Coherence around(float[] novelty, double period) {
        if (novelty.length > LONGEST_MINUTES * 60 * BandSpectrogram.FRAMES_PER_SECOND) {
            return new Coherence(period, 0);
        }
        int windows = novelty.length / WINDOW + 1;
        double[][] re = new double[HARMONICS.length][windows];
        double[][] im = new double[HARMONICS.length][windows];
        double lengths = 1e-9;
        for (int h = 0; h < HARMONICS.length; h++) {
            transform(novelty, HARMONICS[h] / period, re[h], im[h]);
            for (int w = 0; w < windows; w++) {
                lengths += Math.hypot(re[h][w], im[h][w]);
            }
        }
        double step = 0.06 * period / novelty.length;
        Coherence best = new Coherence(period, 0);
        for (double near = -RANGE; near <= RANGE; near += step) {
            double candidate = period * (1 + near);
            double share = sum(re, im, 1 / candidate - 1 / period) / lengths;
            best = share > best.share ? new Coherence(candidate, share) : best;
        }
        return best;
    }

    private static void transform(float[] novelty, double frequency, double[] re, double[] im) {
        double turnRe = Math.cos(2 * Math.PI * frequency);
        double turnIm = -Math.sin(2 * Math.PI * frequency);
        for (int w = 0; w < re.length; w++) {
            int start = w * WINDOW;
            double x = Math.cos(2 * Math.PI * frequency * start);
            double y = -Math.sin(2 * Math.PI * frequency * start);
            for (int k = start; k < Math.min(novelty.length, start + WINDOW); k++) {
                re[w] += novelty[k] * x;
                im[w] += novelty[k] * y;
                double next = x * turnRe - y * turnIm;
                y = x * turnIm + y * turnRe;
                x = next;
            }
        }
    }

    /** Lengths of the sums over all windows if the frequency differs by {@code shift} from that of the windows. */
    private static double sum(double[][] re, double[][] im, double shift) {
        double sum = 0;
        for (int h = 0; h < re.length; h++) {
            double x = 0;
            double y = 0;
            for (int w = 0; w < re[h].length; w++) {
                double angle = 2 * Math.PI * HARMONICS[h] * shift * (w + 0.5) * WINDOW;
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                x += re[h][w] * cos + im[h][w] * sin;
                y += im[h][w] * cos - re[h][w] * sin;
            }
            sum += Math.hypot(x, y);
        }
        return sum;
    }
}
