package io.soundforge.alchemy.dsp.loudness;

/**
 * The highest level between the samples of one channel (ITU-R BS.1770-4, Annex 2): oversampled 4 times below 96 kHz, twice
 * below 192 kHz, not at all above. Interpolates by a Hann-windowed sinc of 49 taps, as libebur128 does; its response meets
 * the tolerance of EBU Tech 3341 (+0.2/-0.4 dB).
 */
final class TruePeakMeter {
    private static final int TAPS = 49;
    private static final int STRIDE = 32;
    private static final int BLOCK = 1024;

    /** {@code [phase][tap]} without phase 0, which is the sample itself. */
    private final float[][] phases;
    /** No interpolated value is more than this many times the largest sample it is made of. */
    private final float mostGain;

    private final int history;
    private final float[] line;
    private float peak;

    TruePeakMeter(int sampleRate) {
        int factor = sampleRate < 96_000 ? 4 : sampleRate < 192_000 ? 2 : 1;
        this.phases = phases(factor);
        this.history = (TAPS - 1) / factor - 1;
        this.mostGain = mostGain(phases);
        this.line = new float[history + BLOCK];
    }

    private static float[][] phases(int factor) {
        int length = (TAPS - 1) / factor;
        float[][] phases = new float[factor - 1][length];
        for (int phase = 1; phase < factor; phase++) {
            for (int tap = 0; tap < length; tap++) {
                phases[phase - 1][tap] = (float) tap(phase + (length - 1 - tap) * factor, factor);
            }
        }
        return phases;
    }

    private static double tap(int index, int factor) {
        double x = Math.PI * (index - (TAPS - 1) / 2.0) / factor;
        double window = 0.5 * (1 - Math.cos(2 * Math.PI * index / (TAPS - 1)));
        return window * Math.sin(x) / x;
    }

    private static float mostGain(float[][] phases) {
        float most = 1;
        for (float[] phase : phases) {
            float sum = 0;
            for (float tap : phase) {
                sum += Math.abs(tap);
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    void process(float[] samples, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int n = Math.min(BLOCK, count - done);
            System.arraycopy(samples, done, line, history, n);
            for (int start = 0; start < n; start += STRIDE) {
                measure(start, Math.min(STRIDE, n - start));
            }
            System.arraycopy(line, n, line, 0, history);
        }
    }

    /** Lets the last samples run out of the filter. */
    void finish() {
        process(new float[history], history);
    }

    /** Highest absolute value so far, linear: 1 is full scale. */
    float peak() {
        return peak;
    }

    private void measure(int start, int count) {
        float largest = 0;
        for (int i = start; i < start + history + count; i++) {
            largest = Math.max(largest, Math.abs(line[i]));
        }
        // Most of a track cannot reach its peak even between samples: the costly part is skipped there.
        if (largest * mostGain <= peak) {
            return;
        }
        peak = Math.max(peak, largest);
        for (float[] phase : phases) {
            for (int i = start; i < start + count; i++) {
                peak = Math.max(peak, Math.abs(interpolate(phase, i)));
            }
        }
    }

    private float interpolate(float[] phase, int at) {
        float sum = 0;
        for (int tap = 0; tap < phase.length; tap++) {
            sum += phase[tap] * line[at + tap];
        }
        return sum;
    }
}
