package io.soundforge.alchemy.audio.inference;

import java.util.List;

/** Feeds one kind of graph: knows where the samples go and where the stems come out. Not thread-safe. */
interface SegmentBinding extends AutoCloseable {
    List<String> stems();

    int segmentFrames();

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
