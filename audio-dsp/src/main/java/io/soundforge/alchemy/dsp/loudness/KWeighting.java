package io.soundforge.alchemy.dsp.loudness;

/**
 * The two filters of ITU-R BS.1770-4, Annex 1, for one channel: a high shelf of +4 dB for the head, then a high-pass. The
 * standard tabulates 48 kHz only; the analogue parameters behind that table (as derived for libebur128) give the same
 * response at any rate.
 */
final class KWeighting {
    private static final double SHELF_HZ = 1681.974450955533;
    private static final double SHELF_GAIN_DB = 3.999843853973347;
    private static final double SHELF_Q = 0.7071752369554196;
    private static final double SHELF_BAND_EXPONENT = 0.4996667741545416;
    private static final double HIGH_PASS_HZ = 38.13547087602444;
    private static final double HIGH_PASS_Q = 0.5003270373238773;
    /** Below this a decaying filter is as good as silent; denormal numbers would only make it slow. */
    private static final double FLUSH = 1e-30;

    private final double shelfB0;
    private final double shelfB1;
    private final double shelfB2;
    private final double shelfA1;
    private final double shelfA2;
    private final double passA1;
    private final double passA2;
    private double shelf1;
    private double shelf2;
    private double pass1;
    private double pass2;

    KWeighting(int sampleRate) {
        double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
        double vh = Math.pow(10, SHELF_GAIN_DB / 20);
        double vb = Math.pow(vh, SHELF_BAND_EXPONENT);
        double d = 1 + k / SHELF_Q + k * k;
        shelfB0 = (vh + vb * k / SHELF_Q + k * k) / d;
        shelfB1 = 2 * (k * k - vh) / d;
        shelfB2 = (vh - vb * k / SHELF_Q + k * k) / d;
        shelfA1 = 2 * (k * k - 1) / d;
        shelfA2 = (1 - k / SHELF_Q + k * k) / d;

        double kp = Math.tan(Math.PI * HIGH_PASS_HZ / sampleRate);
        double dp = 1 + kp / HIGH_PASS_Q + kp * kp;
        passA1 = 2 * (kp * kp - 1) / dp;
        passA2 = (1 - kp / HIGH_PASS_Q + kp * kp) / dp;
    }

    /** Filters the next samples and adds their squares, one after the other, to {@code energy}. */
    double addEnergy(double energy, float[] samples, int offset, int count) {
        double sum = energy;
        for (int i = offset; i < offset + count; i++) {
            double x = samples[i];
            double head = shelfB0 * x + shelf1;
            shelf1 = shelfB1 * x - shelfA1 * head + shelf2;
            shelf2 = shelfB2 * x - shelfA2 * head;
            double y = head + pass1;
            pass1 = -2 * head - passA1 * y + pass2;
            pass2 = head - passA2 * y;
            sum += y * y;
        }
        flush();
        return sum;
    }

    private void flush() {
        if (Math.abs(shelf1) + Math.abs(shelf2) + Math.abs(pass1) + Math.abs(pass2) < FLUSH) {
            shelf1 = 0;
            shelf2 = 0;
            pass1 = 0;
            pass2 = 0;
        }
    }
}
