package io.soundforge.alchemy.dsp.features;

/** Takes one channel of audio, piece by piece. */
@FunctionalInterface
public interface SampleSink {
    /** Takes the next {@code count} samples; the array is only valid during the call. */
    void accept(float[] samples, int count);
}
