package io.soundforge.alchemy.dsp.mdx;

import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.Tiling.Taper;
import io.soundforge.alchemy.dsp.spectrum.MixedRadixFft;

/**
 * How an MDX-Net network sees a segment: frames that are centred every {@link #HOP} samples, the first on the first
 * sample and the last on the last (mdx_separator.py and stft.py of python-audio-separator, after Ultimate Vocal Remover).
 *
 * @param size length of a frame (n_fft): even, 2048 to 65 536, without prime factors above 5
 * @param bins what the network sees of a spectrum (dim_f), from 0 Hz on: 4 to size/2 + 1
 * @param frames of a segment (dim_t), long enough that something is left between the two halos
 */
public record MdxFraming(int size, int bins, int frames) {
    /** From one frame to the next. */
    public static final int HOP = 1024;

    /** Bins from 0 Hz on that no network sees. */
    public static final int MUTED_BINS = 3;

    /** Far above the published 16 384, 3072 and 512: a wrong number must not claim the memory. */
    private static final int LARGEST = 1 << 16;

    private static final int MOST_FRAMES = 1 << 13;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException naming the one that is out of range
     */
    public MdxFraming {
        if (size < 2 * HOP || size > LARGEST || size % 2 != 0 || !MixedRadixFft.supports(size)) {
            throw new IllegalArgumentException("expected an even nFft of " + 2 * HOP + " to " + LARGEST
                    + " without prime factors above 5, such as 6144 or 7680; got " + size);
        }
        if (bins <= MUTED_BINS || bins > size / 2 + 1) {
            throw new IllegalArgumentException(
                    "expected an nFft of at least " + 2L * (bins - 1L) + " for " + bins + " bins (dim_f); got " + size);
        }
        if (frames > MOST_FRAMES || (frames - 1L) * HOP < size + 2L) {
            throw new IllegalArgumentException("expected " + (size / HOP + 2) + " to " + MOST_FRAMES
                    + " frames (dim_t) for an nFft of " + size + "; got " + frames);
        }
    }

    /** Samples of a segment. */
    public int samples() {
        return (frames - 1) * HOP;
    }

    /** Samples at both ends whose frames reach beyond the segment: heard by the network, but not kept. */
    public int halo() {
        return size / 2;
    }

    /** How segments cover a track: without their halos, a quarter of overlap, cross-faded with Hann windows. */
    public Tiling tiling() {
        int chunk = samples() - 2 * halo();
        return new Tiling(samples(), chunk, (int) (0.75 * chunk), Taper.HANN);
    }
}
