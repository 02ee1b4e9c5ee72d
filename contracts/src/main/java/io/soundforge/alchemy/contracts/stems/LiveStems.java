package io.soundforge.alchemy.contracts.stems;

import java.util.List;

/**
 * Stems that can be heard while they are made: for each a file {@code <stem>.f32} of interleaved little-endian 32-bit
 * floats, with holes where nothing is yet.
 *
 * @param sampleRate in Hz
 * @param frames of every stem once all is there
 * @param stems their names
 * @param ready what is final, sorted and without two ranges that touch
 * @param finished whether everything is
 */
public record LiveStems(
        int sampleRate, int channels, long frames, List<String> stems, List<FrameRange> ready, boolean finished) {
    public LiveStems {
        stems = List.copyOf(stems);
        ready = List.copyOf(ready);
    }
}
