package io.soundforge.alchemy.dsp.separation;

/** Weights of every bin, {@code [frame][bin]}, 0 to 1. What the three leave over is the fourth stem, other. */
final class StemMasks {
    /** Share of the drums in the mid channel. */
    final float[][] drumsMid;

    /** Share of the drums in the side channel. */
    final float[][] drumsSide;

    /** In the mid channel; none in the side. */
    final float[][] bass;

    /** In the mid channel; none in the side. */
    final float[][] vocals;

    /** All zeros but for the drums in the side channel. */
    StemMasks(float[][] drumsSide) {
        int frames = drumsSide.length;
        int bins = drumsSide[0].length;
        this.drumsSide = drumsSide;
        this.drumsMid = new float[frames][bins];
        this.bass = new float[frames][bins];
        this.vocals = new float[frames][bins];
    }
}
