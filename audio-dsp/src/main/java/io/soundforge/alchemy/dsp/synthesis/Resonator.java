package io.soundforge.alchemy.dsp.synthesis;

/**
 * Second-order filter, band-pass of unit peak gain or low-pass or high-pass (R. Bristow-Johnson, <i>Cookbook formulae for
 * audio EQ biquad filter coefficients</i>). Transposed direct form II, so it may be retuned while it runs.
 */
final class Resonator {
    private double b0;
    private double b1;
    private double b2;
    private double a1;
    private double a2;
    private double z1;
    private double z2;

    Resonator bandPass(double frequency, double bandwidth) {
        double w = 2 * Math.PI * frequency / DemoSong.SAMPLE_RATE;
        double alpha = Math.sin(w) * bandwidth / (2 * frequency);
        return set(alpha, 0, -alpha, w, alpha);
    }

    Resonator lowPass(double frequency) {
        double w = 2 * Math.PI * frequency / DemoSong.SAMPLE_RATE;
        double c = 1 - Math.cos(w);
        return set(c / 2, c, c / 2, w, Math.sin(w) / Math.sqrt(2));
    }

    Resonator highPass(double frequency) {
        double w = 2 * Math.PI * frequency / DemoSong.SAMPLE_RATE;
        double c = 1 + Math.cos(w);
        return set(c / 2, -c, c / 2, w, Math.sin(w) / Math.sqrt(2));
    }

    private Resonator set(double n0, double n1, double n2, double w, double alpha) {
        double scale = 1 + alpha;
        b0 = n0 / scale;
        b1 = n1 / scale;
        b2 = n2 / scale;
        a1 = -2 * Math.cos(w) / scale;
        a2 = (1 - alpha) / scale;
        return this;
    }

    double next(double x) {
        double y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        return y;
    }
}
