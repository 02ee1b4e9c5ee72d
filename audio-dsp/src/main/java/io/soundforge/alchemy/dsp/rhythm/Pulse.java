package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/**
 * Beats that may be those of the track.
 *
 * @param frames places of the beats in frames, ascending
 * @param period their typical distance in frames
 */
record Pulse(double[] frames, double period) {
    static Pulse of(double[] frames) {
        double[] periods = new double[Math.max(0, frames.length - 1)];
        for (int i = 0; i < periods.length; i++) {
            periods[i] = frames[i + 1] - frames[i];
        }
        return new Pulse(frames, Curves.median(periods));
    }

    static Pulse ofSeconds(double[] seconds) {
        return of(Arrays.stream(seconds)
                .map(time -> time * BandSpectrogram.FRAMES_PER_SECOND)
                .toArray());
    }

    double bpm() {
        return 60.0 * BandSpectrogram.FRAMES_PER_SECOND / period;
    }

    int beats() {
        return frames.length;
    }

    /** The same pulse, each beat later by a share of the way to the next. */
    Pulse shifted(double share) {
        double[] shifted = new double[frames.length];
        for (int i = 0; i < frames.length; i++) {
            double length = i + 1 < frames.length ? frames[i + 1] - frames[i] : frames[i] - frames[i - 1];
            shifted[i] = frames[i] + share * length;
        }
        return new Pulse(shifted, period);
    }

    /** Every {@code step}-th beat from {@code first} on. */
    Pulse thinned(int step, int first) {
        double[] thinned = new double[(frames.length - first + step - 1) / step];
        for (int i = 0; i < thinned.length; i++) {
            thinned[i] = frames[first + i * step];
        }
        return new Pulse(thinned, period * step);
    }

    /** How unequal the beats are: standard deviation of the logarithms of neighbours' ratios. */
    double unevenness() {
        double squares = 0;
        for (int i = 2; i < frames.length; i++) {
            double ratio = Math.log((frames[i] - frames[i - 1]) / (frames[i - 1] - frames[i - 2]));
            squares += ratio * ratio;
        }
        return frames.length < 3 ? 0 : Math.sqrt(squares / (frames.length - 2));
    }

    boolean sameAs(Pulse other) {
        if (Math.abs(Math.log(period / other.period)) > 0.04) {
            return false;
        }
        double far = 0;
        for (double frame : frames) {
            int at = Arrays.binarySearch(other.frames, frame);
            int after = Math.min(other.frames.length - 1, at < 0 ? -at - 1 : at);
            int before = Math.max(0, after - 1);
            double nearest = Math.min(Math.abs(other.frames[after] - frame), Math.abs(other.frames[before] - frame));
            far += nearest > 0.2 * period ? 1 : 0;
        }
        return far < 0.3 * frames.length;
    }
}
