package io.soundforge.alchemy.dsp.demucs;

/**
 * The transforms of Demucs word by word, padded twice, with all frames and every sum by its definition: slow, in double
 * precision, and sharing nothing with the code under test. One channel.
 */
public final class DirectTransform {
    private static final int SIZE = 4096;
    private static final int HOP = 1024;
    private static final int PAD = 1536;

    private final double[] cos = new double[SIZE];
    private final double[] sin = new double[SIZE];
    private final int samples;
    private final int kept;

    /** For segments of one length. */
    public DirectTransform(int samples) {
        this.samples = samples;
        this.kept = (int) Math.ceil(samples / 1024.0);
        for (int i = 0; i < SIZE; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / SIZE);
            sin[i] = Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    /** Frames that are kept. */
    public int frames() {
        return kept;
    }

    /** What the frames are cut from. */
    public double[] padTwice(float[] segment) {
        double[] signal = new double[samples];
        for (int i = 0; i < samples; i++) {
            signal[i] = segment[i];
        }
        return reflect(reflect(signal, PAD, PAD + kept * HOP - samples), SIZE / 2, SIZE / 2);
    }

    /** One bin of one of the frames that are kept: real and imaginary part. */
    public double[] bin(double[] paddedTwice, int frame, int bin) {
        int start = (frame + 2) * HOP;
        double re = 0;
        double im = 0;
        for (int n = 0; n < SIZE; n++) {
            double value = paddedTwice[start + n] * hann(n);
            int turn = n * bin & (SIZE - 1);
            re += value * cos[turn];
            im -= value * sin[turn];
        }
        return new double[] {re / 64, im / 64};
    }

    /** Samples of a channel from its spectra, {@code [frame][2048]}. */
    public double[] inverse(float[][] re, float[][] im) {
        int all = kept + 4;
        double[] sum = new double[(all - 1) * HOP + SIZE];
        double[] weights = new double[sum.length];
        for (int t = 0; t < all; t++) {
            for (int n = 0; n < SIZE; n++) {
                double value = t < 2 || t >= kept + 2 ? 0 : 64 * sample(re[t - 2], im[t - 2], n);
                sum[t * HOP + n] += value * hann(n);
                weights[t * HOP + n] += hann(n) * hann(n);
            }
        }
        double[] result = new double[samples];
        for (int i = 0; i < samples; i++) {
            result[i] = sum[SIZE / 2 + PAD + i] / weights[SIZE / 2 + PAD + i];
        }
        return result;
    }

    private double sample(float[] re, float[] im, int n) {
        double value = re[0];
        for (int k = 1; k < re.length; k++) {
            int turn = n * k & (SIZE - 1);
            value += 2 * (re[k] * cos[turn] - im[k] * sin[turn]);
        }
        return value / SIZE;
    }

    private double hann(int n) {
        return 0.5 - 0.5 * cos[n];
    }

    private static double[] reflect(double[] signal, int before, int after) {
        double[] longer = new double[before + signal.length + after];
        System.arraycopy(signal, 0, longer, before, signal.length);
        for (int i = 1; i <= before; i++) {
            longer[before - i] = signal[i];
        }
        for (int i = 1; i <= after; i++) {
            longer[before + signal.length - 1 + i] = signal[signal.length - 1 - i];
        }
        return longer;
    }
}
