package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/**
 * Separates one segment of stereo audio at 44.1 kHz. What comes out depends on the samples that go in and on nothing
 * else: that is what lets a track be cut up, resumed and spread over machines.
 *
 * <p>Not thread-safe unless an implementation says so.
 */
public interface SegmentEngine extends AutoCloseable {
    /** Names the computation: engine, version, model hash, settings. Equal fingerprints promise equal bytes. */
    String fingerprint();

    /** The names of the stems, in output order. */
    List<String> stems();

    /** How many stems the mix falls into: those of the engine, and those that it leaves to others. */
    default int partsOfTheMix() {
        return stems().size();
    }

    /** The only segment length the engine takes, in frames. */
    int segmentFrames();

    /** How its segments cover a track. */
    default Tiling tiling() {
        return Tiling.demucs(segmentFrames());
    }

    /**
     * Whether the engine expects a track of zero mean and unit deviation (of its mono mix), as the Demucs models do. If
     * so, the caller normalises the mix and undoes it on the stems.
     */
    default boolean normalizesTrack() {
        return true;
    }

    /**
     * Separates one segment.
     *
     * @param mix {@code [2][segmentFrames]}
     * @param stems filled: {@code [stem][2][segmentFrames]}
     */
    void separate(float[][] mix, float[][][] stems);

    @Override
    void close();
}
