package io.soundforge.alchemy.dsp.spleeter;

import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.Tiling.Taper;

/** The numbers of Spleeter (its configs and model/__init__.py): one segment of ours is one block of its frames. */
public final class SpleeterFraming {
    /** Length of a frame. */
    public static final int SIZE = 4096;

    /** From one frame to the next. */
    public static final int HOP = 1024;

    /** Frames that a network sees at once. */
    public static final int FRAMES = 512;

    /** Bins that a network sees, from 0 Hz to 11 kHz. */
    public static final int BINS = 1024;

    /** Bins of a frame. */
    public static final int ALL_BINS = SIZE / 2 + 1;

    /** Samples of a segment: what its frames cover. */
    public static final int SAMPLES = (FRAMES - 1) * HOP + SIZE;

    /** Samples at both ends that not all of their frames cover. */
    static final int HALO = SIZE - HOP;

    private SpleeterFraming() {}

    /**
     * How segments cover a track. The reference puts blocks side by side; here they overlap by a quarter, because a
     * network sees nothing beyond its block. The stride is a whole number of hops, so that frames lie alike in all
     * segments.
     */
    public static Tiling tiling() {
        return new Tiling(SAMPLES, SAMPLES - 2 * HALO, FRAMES / 4 * 3 * HOP, Taper.HANN);
    }
}
