package io.soundforge.alchemy.dsp.demucs;

/**
 * How a segment becomes frames (htdemucs.py {@code _spec}, hdemucs.py {@code pad1d}). The reference pads twice and drops
 * two frames on each side again; what is left are the frames that begin every {@link #HOP} samples from {@link #LEAD}
 * samples before the segment on. They reach into the first, reflected padding only.
 *
 * @param samples length of the segment, 1 or more
 */
public record SegmentFraming(int samples) {
    /** Frame length. */
    public static final int SIZE = 4096;

    /** From one frame to the next. */
    public static final int HOP = 1024;

    /** Bins that are kept: all but the one at the Nyquist frequency. */
    public static final int BINS = SIZE / 2;

    /** Samples before the segment that the first frame sees: one and a half hops. */
    static final int LEAD = HOP / 2 * 3;

    /** Left and right of both parts of a complex number: real left, imaginary left, real right, imaginary right. */
    public static final int ROWS = 4;

    public SegmentFraming {
        if (samples < 1) {
            throw new IllegalArgumentException("expected a segment of 1 or more samples; got " + samples);
        }
    }

    /** Frames of a segment: one for each hop that has begun. */
    public int frames() {
        return (samples + HOP - 1) / HOP;
    }

    /** Length of the segment with its padding on both sides. */
    int padded() {
        return frames() * HOP + 2 * LEAD;
    }

    /**
     * Writes the segment with its padding: mirrored at the first and the last sample, which are not repeated. A segment
     * shorter than its padding is first lengthened with zeros, on the right if there is room.
     *
     * @param target {@link #padded()} values
     */
    void pad(float[] segment, double[] target) {
        int right = target.length - samples - LEAD;
        int zeros = Math.max(0, Math.max(LEAD, right) - samples + 1);
        int zerosRight = Math.min(right, zeros);
        int zerosLeft = zeros - zerosRight;
        int last = samples + zeros - 1;
        for (int i = 0; i < target.length; i++) {
            int position = Math.abs(i - LEAD + zerosLeft);
            int mirrored = position > last ? 2 * last - position : position;
            int sample = mirrored - zerosLeft;
            target[i] = sample >= 0 && sample < samples ? segment[sample] : 0;
        }
    }
}
