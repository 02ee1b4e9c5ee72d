package io.soundforge.alchemy.dsp.features;

/** Takes overlapping frames of audio, one after the other. */
@FunctionalInterface
public interface FrameSink {
    /** Takes one frame, which begins at {@code offset}; the array is only valid during the call. */
    void frame(float[] samples, int offset);
}
