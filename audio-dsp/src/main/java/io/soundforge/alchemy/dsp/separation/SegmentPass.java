package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/** One pass over a track, segment by segment. */
final class SegmentPass {
    private final SegmentComputation computation;
    private final SegmentStore store;
    private final SegmentPlan plan;
    private final OverlapAdd assembly;
    private final int stems;
    private final int lead;
    private final int firstIndex;
    private final float[][][] whole;
    private int next;

    /**
     * A pass that has not begun.
     *
     * @param plan of the track and the silence before it
     * @param lead frames of that silence
     * @param firstIndex of the pass in the store
     */
    SegmentPass(
            SegmentComputation computation,
            SegmentStore store,
            SegmentPlan plan,
            int lead,
            int firstIndex,
            int stems,
            StemSink sink) {
        this.computation = computation;
        this.store = store;
        this.plan = plan;
        this.assembly = new OverlapAdd(plan, stems, sink);
        this.stems = stems;
        this.lead = lead;
        this.firstIndex = firstIndex;
        this.whole = chunk(plan.tiling().chunkFrames());
    }

    int segments() {
        return plan.count();
    }

    boolean isDone() {
        return next == plan.count();
    }

    /** First frame of the track that the pass has not handed on; negative within the silence before it. */
    long position() {
        return isDone() ? plan.trackFrames() - lead : (long) next * plan.stride() - lead;
    }

    /** Separates the next segment and hands on what is final with it. */
    void step() throws IOException {
        Segment segment = plan.segment(next);
        float[][][] chunk = segment.length() == plan.tiling().chunkFrames() ? whole : chunk(segment.length());
        if (!store.load(firstIndex + next, chunk)) {
            computation.run(segment, lead, chunk);
            store.save(firstIndex + next, chunk);
        }
        next++;
        assembly.add(segment, chunk);
    }

    private float[][][] chunk(int length) {
        return new float[stems][2][length];
    }
}
