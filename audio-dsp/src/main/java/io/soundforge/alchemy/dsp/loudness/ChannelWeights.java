package io.soundforge.alchemy.dsp.loudness;

/**
 * How much each channel counts (ITU-R BS.1770-4, tables 3 and 4): 1 in front and behind, 1.41 (+1.5 dB) at the sides, 0
 * for low-frequency effects. Channel order is ffmpeg's.
 */
final class ChannelWeights {
    private static final double FRONT = 1;
    private static final double BACK = 1;
    private static final double SIDE = 1.41;
    private static final double LFE = 0;

    private ChannelWeights() {}

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
