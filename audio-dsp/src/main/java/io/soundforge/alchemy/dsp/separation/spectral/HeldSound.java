package io.soundforge.alchemy.dsp.separation.spectral;

/** What a mix holds besides drums, as powers {@code [frame][bin]}. */
final class HeldSound {
    private static final double TOLERANT = 0.5;
    private static final double STRICT = 0.1;

    /** Power of half the sum of the channels. */
    final float[][] mid;

    /** Power of half their difference. */
    final float[][] side;

    /** How much of a bin is panned to the middle, 0 to 1. */
    final float[][] centred;

    /** The same, less tolerant: to look for melodies in. */
    final float[][] surelyCentred;

    HeldSound(float[][] mid, float[][] side) {
        this.mid = mid;
        this.side = side;
        this.centred = CentreMask.of(mid, side, TOLERANT);
        this.surelyCentred = CentreMask.of(mid, side, STRICT);
    }

    int frames() {
        return mid.length;
    }
}
