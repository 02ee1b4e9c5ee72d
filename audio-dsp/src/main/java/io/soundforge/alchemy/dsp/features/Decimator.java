package io.soundforge.alchemy.dsp.features;

/**
 * Divides the sample rate by an integer after a linear-phase low-pass (windowed sinc, Blackman, cut at 0.45 of the new
 * rate). The filter's delay is taken out: output sample m lies at input sample m·factor.
 */
public final class Decimator implements SampleSink {
    private static final int BLOCK = 4096;
    private static final int ZERO_CROSSINGS = 9;
    private static final double CUTOFF = 0.45;

    private final int factor;
    private final float[] taps;
    private final float[] line;
    private final float[] out;
    private final SampleSink next;
    private int filled;
    private int at;

    /**
     * Sets up one stream.
     *
     * @param factor 1 (samples pass unchanged) or more
     * @param next takes the decimated samples
     */
    public Decimator(int factor, SampleSink next) {
        this.factor = factor;
        this.next = next;
        this.taps = taps(factor);
        this.line = new float[taps.length + BLOCK];
        this.out = new float[BLOCK];
        this.filled = taps.length / 2;
    }

    private static float[] taps(int factor) {
        int half = factor == 1 ? 0 : ZERO_CROSSINGS * factor;
        double[] taps = new double[2 * half + 1];
        double sum = 0;
        for (int i = -half; i <= half; i++) {
            double x = 2 * Math.PI * CUTOFF * i / factor;
            double sinc = i == 0 ? 1 : Math.sin(x) / x;
            double phase = Math.PI * i / (half + 1);
            taps[i + half] = sinc * (0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase));
            sum += taps[i + half];
        }
        float[] scaled = new float[taps.length];
        for (int i = 0; i < taps.length; i++) {
            scaled[i] = (float) (taps[i] / sum);
        }
        return scaled;
    }

    @Override
    public void accept(float[] samples, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int n = Math.min(BLOCK, count - done);
            System.arraycopy(samples, done, line, filled, n);
            filled += n;
            drain();
        }
    }

    /** Lets the last samples out of the filter. */
    public void finish() {
        int rest = taps.length / 2;
        accept(new float[rest], rest);
    }

    private void drain() {
        int produced = 0;
        while (at + taps.length <= filled) {
            out[produced++] = filtered(at);
            at += factor;
        }
        int consumed = Math.min(at, filled);
        System.arraycopy(line, consumed, line, 0, filled - consumed);
        filled -= consumed;
        at -= consumed;
        next.accept(out, produced);
    }

    /** Symmetric taps: samples at equal distance from the centre are added first. */
    private float filtered(int start) {
        int last = taps.length - 1;
        float sum = taps[last / 2] * line[start + last / 2];
        for (int i = 0; i < last / 2; i++) {
            sum += taps[i] * (line[start + i] + line[start + last - i]);
        }
        return sum;
    }
}
