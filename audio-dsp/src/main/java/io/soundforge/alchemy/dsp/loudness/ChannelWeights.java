package io.soundforge.alchemy.dsp.loudness;

/**
 * How much each channel counts (ITU-R BS.1770-4, tables 3 and 4): 1 in front and behind, 1.41 (+1.5 dB) at the sides, 0
 * for low-frequency effects. Channel order is that of the mask's bits, which is ffmpeg's and that of WAV files.
 */
final class ChannelWeights {
    private static final double FRONT = 1;
    private static final double BACK = 1;
    private static final double SIDE = 1.41;
    private static final double LFE = 0;
    /** Bits of a WAV header's mask: low frequencies, the two behind, the two at the sides. */
    private static final int LOW_BIT = 0x8;

    private static final int BACK_BITS = 0x10 | 0x20;
    private static final int SIDE_BITS = 0x200 | 0x400;

    private ChannelWeights() {}

    /**
     * Weights by where the channels' speakers stand. The two behind are those at 110 degrees, as 5.1 and quad mean them, unless
     * there are others at the sides.
     *
     * @param mask bits of a WAV header's mask; 0, or one of another number of channels, means the usual layout
     * @throws IllegalArgumentException if {@code channels} is not 1 to 8
     */
    static double[] of(int channels, int mask) {
        double[] usual = forChannels(channels);
        if (Integer.bitCount(mask) != channels) {
            return usual;
        }
        boolean sides = (mask & SIDE_BITS) != 0;
        double[] weights = new double[channels];
        int rest = mask;
        for (int channel = 0; channel < channels; channel++) {
            int bit = Integer.lowestOneBit(rest);
            rest ^= bit;
            weights[channel] = weight(bit, sides);
        }
        return weights;
    }

    private static double weight(int bit, boolean sides) {
        if (bit == LOW_BIT) {
            return LFE;
        }
        if ((bit & BACK_BITS) != 0) {
            return sides ? BACK : SIDE;
        }
        return (bit & SIDE_BITS) != 0 ? SIDE : FRONT;
    }

    /**
     * Weights for the usual layout of so many channels: mono, stereo, 3.0, quad, 5.0, 5.1, 6.1, 7.1.
     *
     * @throws IllegalArgumentException if {@code channels} is not 1 to 8
     */
    static double[] forChannels(int channels) {
        return switch (channels) {
            case 1 -> new double[] {FRONT};
            case 2 -> new double[] {FRONT, FRONT};
            case 3 -> new double[] {FRONT, FRONT, FRONT};
            case 4 -> new double[] {FRONT, FRONT, SIDE, SIDE};
            case 5 -> new double[] {FRONT, FRONT, FRONT, SIDE, SIDE};
            case 6 -> new double[] {FRONT, FRONT, FRONT, LFE, SIDE, SIDE};
            case 7 -> new double[] {FRONT, FRONT, FRONT, LFE, BACK, SIDE, SIDE};
            case 8 -> new double[] {FRONT, FRONT, FRONT, LFE, BACK, BACK, SIDE, SIDE};
            default -> throw new IllegalArgumentException("expected 1 to 8 channels; got " + channels);
        };
    }
}
