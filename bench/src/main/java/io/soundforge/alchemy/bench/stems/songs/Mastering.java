package io.soundforge.alchemy.bench.stems.songs;

/** Levels, and a compressor whose gain is found on the mix and applied to every stem, so that they still sum to it. */
final class Mastering {
    private static final double THRESHOLD_DB = -16;
    private static final double ATTACK = .005;
    private static final double RELEASE = .12;

    private final double ratio;

    Mastering(double ratio) {
        this.ratio = ratio;
    }

    /** Scales to an RMS, counted where it sounds. */
    static void level(float[][] samples, double decibels) {
        double sum = 0;
        for (float[] channel : samples) {
            for (float x : channel) {
                sum += (double) x * x;
            }
        }
        double rms = Math.sqrt(sum / (2.0 * samples[0].length));
        float gain = rms > 0 ? (float) (Math.pow(10, decibels / 20) / rms) : 0;
        for (float[] channel : samples) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= gain;
            }
        }
    }

    void apply(float[][][] stems) {
        double envelope = 0;
        for (int i = 0; i < stems[0][0].length; i++) {
            double peak = 0;
            for (int c = 0; c < 2; c++) {
                double sum = 0;
                for (float[][] stem : stems) {
                    sum += stem[c][i];
                }
                peak = Math.max(peak, Math.abs(sum));
            }
            double time = peak > envelope ? ATTACK : RELEASE;
            envelope += (peak - envelope) / (time * Song.SAMPLE_RATE);
            double over = Math.max(0, 20 * Math.log10(envelope + 1e-9) - THRESHOLD_DB);
            float gain = (float) Math.pow(10, -over * (1 - 1 / ratio) / 20);
            for (float[][] stem : stems) {
                stem[0][i] *= gain;
                stem[1][i] *= gain;
            }
        }
    }
}
