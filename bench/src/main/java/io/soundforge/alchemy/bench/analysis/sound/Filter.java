package io.soundforge.alchemy.bench.analysis.sound;

/** A second-order Butterworth filter. */
final class Filter {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double z1;
    private double z2;

    private Filter(double hertz, int rate, boolean high) {
        double k = Math.tan(Math.PI * Math.min(0.49, hertz / rate));
        double norm = 1 / (1 + k * Math.sqrt(2) + k * k);
        b0 = (high ? 1 : k * k) * norm;
        b1 = (high ? -2 : 2) * b0;
        b2 = b0;
        a1 = 2 * (k * k - 1) * norm;
        a2 = (1 - k * Math.sqrt(2) + k * k) * norm;
    }

    static Filter lowPass(double hertz, int rate) {
        return new Filter(hertz, rate, false);
    }

    static Filter highPass(double hertz, int rate) {
        return new Filter(hertz, rate, true);
    }

    double next(double x) {
        double y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        return y;
    }
}
