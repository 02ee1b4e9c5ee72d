package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * How much power each stem is believed to have in every bin of mid and side together, and how that power spreads over the
 * two. Sharing a bin out is then a multichannel Wiener filter (Duong, Vincent and Gribonval, 2010) whose spatial
 * covariances are diagonal in mid and side: a source that is as much left as right.
 */
final class StemPowers {
    /**
     * Side power over mid power of drums, bass, other and vocals: -10, -20, -5 and -15 dB. Mixes as a whole have about -6,
     * what is played in the middle has the side of its room only.
     */
    private static final float[] WIDTHS = {.1f, .01f, .3f, .03f};

    private static final int BASS = 1;

    /** Side power over mid power of a bass that recordings spread at the very bottom, -10 dB. */
    private static final double WIDTH_OF_LOW_BASS = .1;

    private final float[] lowBass;

    /** {@code [stem][frame][bin]}, in the order of the engine's stems. */
    final float[][][] of;

    /**
     * All zeros.
     *
     * @param lowBass how far each bin is one where the image says nothing about the bass, 0 to 1
     */
    StemPowers(int frames, float[] lowBass) {
        this.lowBass = lowBass;
        this.of = new float[WIDTHS.length][frames][lowBass.length];
    }

    /** The share that a stem has of every bin of the mid channel; the shares of all stems sum to 1, or to 0 in silence. */
    void sharesOfMid(int stem, float[][] shares) {
        float[][] spread = widths();
        for (float[] ofStem : spread) {
            for (int k = 0; k < ofStem.length; k++) {
                ofStem[k] = 1 / (1 + ofStem[k]);
            }
        }
        shares(stem, spread, shares);
    }

    /** The same of the side channel. */
    void sharesOfSide(int stem, float[][] shares) {
        float[][] spread = widths();
        for (float[] ofStem : spread) {
            for (int k = 0; k < ofStem.length; k++) {
                ofStem[k] = ofStem[k] / (1 + ofStem[k]);
            }
        }
        shares(stem, spread, shares);
    }

    /** Side power over mid power, {@code [stem][bin]}. */
    private float[][] widths() {
        float[][] widths = new float[WIDTHS.length][lowBass.length];
        for (int s = 0; s < widths.length; s++) {
            for (int k = 0; k < lowBass.length; k++) {
                double wider = s == BASS ? StrictMath.pow(WIDTH_OF_LOW_BASS / WIDTHS[s], lowBass[k]) : 1;
                widths[s][k] = (float) (WIDTHS[s] * wider);
            }
        }
        return widths;
    }

    private void shares(int stem, float[][] spread, float[][] shares) {
        for (int t = 0; t < shares.length; t++) {
            for (int k = 0; k < shares[t].length; k++) {
                double all = Double.MIN_NORMAL;
                for (int s = 0; s < spread.length; s++) {
                    all += (double) spread[s][k] * of[s][t][k];
                }
                shares[t][k] = (float) ((double) spread[stem][k] * of[stem][t][k] / all);
            }
        }
    }
}
