package io.soundforge.alchemy.dsp.spectrum;

/** Takes or gives the spectra of a stereo signal, frame by frame. */
@FunctionalInterface
public interface FrameRows {
    /**
     * Reads or fills one frame.
     *
     * @param rows {@code [4][bins]}: real left, imaginary left, real right, imaginary right; valid during the call
     */
    void at(int frame, float[][] rows);
}
