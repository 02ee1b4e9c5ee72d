package io.soundforge.alchemy.dsp.waveform;

/**
 * The outline of a track for drawing: absolute peaks over all channels, from 0 to 1. Works while the track streams in, and
 * in constant memory: whenever its bins are full, neighbours are merged and bins become twice as wide.
 */
public final class PeakEnvelope {
    /** Most points in a finished outline. */
    public static final int POINTS = 1000;

    private static final int BINS = 16 * POINTS;

    private final float[] bins = new float[BINS];
    private long framesPerBin = 1;
    private int full;
    private long inBin;
    private float current;

    /** Takes the next {@code count} frames of {@code channels[channel][frame]}; samples must be finite. */
    public void process(float[][] channels, int count) {
        for (int i = 0; i < count; i++) {
            for (float[] channel : channels) {
                current = Math.max(current, Math.abs(channel[i]));
            }
            inBin++;
            if (inBin == framesPerBin) {
                closeBin();
            }
        }
    }

    /**
     * Closes the outline. Call once.
     *
     * @return {@link #POINTS} peaks spread evenly over the track, fewer only if it has fewer frames; values over full scale
     *     are drawn at 1
     */
    public float[] finish() {
        if (inBin > 0) {
            closeBin();
        }
        float[] points = new float[Math.min(POINTS, full)];
        for (int p = 0; p < points.length; p++) {
            long from = (long) p * full / points.length;
            long to = (long) (p + 1) * full / points.length;
            for (int bin = (int) from; bin < to; bin++) {
                points[p] = Math.max(points[p], bins[bin]);
            }
        }
        return points;
    }

    private void closeBin() {
        bins[full++] = Math.min(1, current);
        current = 0;
        inBin = 0;
        if (full == BINS) {
            mergePairs();
        }
    }

    private void mergePairs() {
        full = BINS / 2;
        for (int i = 0; i < full; i++) {
            bins[i] = Math.max(bins[2 * i], bins[2 * i + 1]);
        }
        framesPerBin *= 2;
    }
}
