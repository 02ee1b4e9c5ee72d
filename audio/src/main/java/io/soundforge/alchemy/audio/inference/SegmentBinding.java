package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import java.util.List;

/** Feeds one kind of graph: knows where the samples go and where the stems come out. Not thread-safe. */
interface SegmentBinding extends AutoCloseable {
    List<String> stems();

    int segmentFrames();

    /** How segments cover a track. */
    default Tiling tiling() {
        return Tiling.demucs(segmentFrames());
    }

    /** The level at which the graph expects a track. */
    default TrackLevel trackLevel() {
        return TrackLevel.UNIT_DEVIATION;
    }

    /** For the fingerprint: names the arithmetic of ours around the graph, raised whenever its bytes change. */
    String arithmetic();

    /**
     * Runs the graph once.
     *
     * @param mix {@code [2][segmentFrames]}
     * @param stems filled: {@code [stem][2][segmentFrames]}
     */
    void separate(float[][] mix, float[][][] stems);

    @Override
    void close();
}
