package io.soundforge.alchemy.dsp.pcm;

import java.io.IOException;

/** Samples that can be read from any position, any number of times, without holding them all in memory. */
public interface PcmSource {
    int sampleRate();

    int channels();

    /** Length in frames (samples per channel). */
    long frames();

    /**
     * Reads {@code count} frames from {@code start} into {@code target[channel][offset …]}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside {@code 0 … frames()}
     */
    void read(long start, float[][] target, int offset, int count) throws IOException;
}
