package io.soundforge.alchemy.bench.stems.songs;

/** Second-order filter (R. Bristow-Johnson, <i>Cookbook formulae</i>), transposed direct form II: it may be retuned. */
final class Filter {
    private double b0;
    private double b1;
    private double b2;
    private double a1;
    private double a2;
    private double z1;
    private double z2;

    Filter bandPass(double frequency, double bandwidth) {
        double w = angle(frequency);
        double alpha = Math.sin(w) * bandwidth / (2 * frequency);
        return set(alpha, 0, -alpha, w, alpha);
    }

    Filter lowPass(double frequency) {
        double w = angle(frequency);
        double c = 1 - Math.cos(w);
        return set(c / 2, c, c / 2, w, Math.sin(w) / Math.sqrt(2));
    }

    Filter highPass(double frequency) {
        double w = angle(frequency);
        double c = 1 + Math.cos(w);
        return set(c / 2, -c, c / 2, w, Math.sin(w) / Math.sqrt(2));
    }

    private static double angle(double frequency) {
        return 2 * Math.PI * Math.min(.45, frequency / Song.SAMPLE_RATE);
    }

    private Filter set(double n0, double n1, double n2, double w, double alpha) {
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

    float[] over(float[] sound) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) next(sound[i]);
        }
        return sound;
    }
}
