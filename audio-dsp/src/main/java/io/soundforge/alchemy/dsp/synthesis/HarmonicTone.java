package io.soundforge.alchemy.dsp.synthesis;

/**
 * A periodic wave as a sum of sines below the Nyquist frequency, so nothing folds back. The sines come from one another by
 * sin(kx) = 2·cos(x)·sin((k-1)x) - sin((k-2)x).
 */
final class HarmonicTone {
    private static final double HIGHEST = 10_000;

    private final double[] amplitudes;
    private double phase;

    /**
     * A tone whose partials fall with frequency.
     *
     * @param slope partial k has the amplitude k^-slope
     * @param corner in Hz; partials above it fall 12 dB per octave faster
     * @param lowest the lowest fundamental that will be asked for, in Hz
     */
    HarmonicTone(double slope, double corner, double lowest) {
        this.amplitudes = new double[(int) (HIGHEST / lowest) + 1];
        for (int k = 1; k < amplitudes.length; k++) {
            double ratio = k * lowest / corner;
            amplitudes[k] = Math.pow(k, -slope) / (1 + ratio * ratio);
        }
    }

    /** Starts the wave elsewhere, as a fraction of a period. */
    HarmonicTone from(double cycles) {
        phase = 2 * Math.PI * cycles;
        return this;
    }

    /** The next sample at a fundamental in Hz. */
    double next(double frequency) {
        phase += 2 * Math.PI * frequency / DemoSong.SAMPLE_RATE;
        if (phase > 2 * Math.PI) {
            phase -= 2 * Math.PI;
        }
        double twice = 2 * Math.cos(phase);
        double before = 0;
        double now = Math.sin(phase);
        double sum = 0;
        int partials = (int) Math.min(amplitudes.length - 1, HIGHEST / frequency);
        for (int k = 1; k <= partials; k++) {
            sum += amplitudes[k] * now;
            double after = twice * now - before;
            before = now;
            now = after;
        }
        return sum;
    }
}
