package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.Arrays;

/**
 * Separates a track of any length with an engine that only takes segments: the procedure of the Demucs reference
 * (api.py, apply.py; no random shifts), streaming. Memory is a few segments, whatever the length of the track.
 *
 * <p>Equal audio, engine and plan give equal bytes, whether segments were computed now or came from the store.
 */
public final class SegmentedSeparation {
    private final SegmentEngine engine;
    private final SegmentStore store;

    /** Neither is closed here. */
    public SegmentedSeparation(SegmentEngine engine, SegmentStore store) {
        this.engine = engine;
        this.store = store;
    }

    /**
     * Separates the whole track.
     *
     * @param mix two channels
     * @param sink gets every frame of the track once, in order; nothing for an empty track
     * @param progress told after each segment
     * @throws IllegalArgumentException if the mix does not have two channels
     */
    public void run(PcmSource mix, StemSink sink, Progress progress) throws IOException {
        if (mix.channels() != 2) {
            throw new IllegalArgumentException("expected 2 channels; got " + mix.channels());
        }
        SegmentPlan plan = new SegmentPlan(mix.frames(), engine.segmentFrames());
        OverlapAdd assembly = new OverlapAdd(plan, engine.stems().size(), sink);
        SegmentComputation computation = new SegmentComputation(engine, mix, normalization(mix));
        float[][][] whole = chunk(plan.segmentFrames());
        for (int i = 0; i < plan.count(); i++) {
            Segment segment = plan.segment(i);
            float[][][] stems = segment.length() == plan.segmentFrames() ? whole : chunk(segment.length());
            obtain(segment, computation, stems);
            assembly.add(segment, stems);
            progress.at((i + 1.0) / plan.count());
        }
    }

    private TrackNormalization normalization(PcmSource mix) throws IOException {
        return engine.normalizesTrack() ? TrackStatistics.of(mix).normalization() : TrackNormalization.NONE;
    }

    private void obtain(Segment segment, SegmentComputation computation, float[][][] stems) throws IOException {
        if (!store.load(segment.index(), stems)) {
            computation.run(segment, stems);
            store.save(segment.index(), stems);
        }
    }

    private float[][][] chunk(int length) {
        return new float[engine.stems().size()][2][length];
    }

    /** From a segment of the plan to its stems, at the level of the track, cut back to the chunk. */
    private static final class SegmentComputation {
        private final SegmentEngine engine;
        private final PcmSource mix;
        private final TrackNormalization normalization;
        private final float[][] window;
        private final float[][][] output;

        SegmentComputation(SegmentEngine engine, PcmSource mix, TrackNormalization normalization) {
            this.engine = engine;
            this.mix = mix;
            this.normalization = normalization;
            this.window = new float[2][engine.segmentFrames()];
            this.output = new float[engine.stems().size()][2][engine.segmentFrames()];
        }

        void run(Segment segment, float[][][] stems) throws IOException {
            readWindow(segment.windowStart());
            engine.separate(window, output);
            int parts = engine.partsOfTheMix();
            for (int s = 0; s < stems.length; s++) {
                for (int c = 0; c < 2; c++) {
                    normalization.undo(output[s][c], segment.trim(), stems[s][c], segment.length(), parts);
                }
            }
        }

        /** Real samples where the track has them, zeros beyond its ends. */
        private void readWindow(long start) throws IOException {
            int from = (int) Math.max(0, -start);
            int to = (int) Math.min(engine.segmentFrames(), mix.frames() - start);
            mix.read(start + from, window, from, to - from);
            for (float[] channel : window) {
                Arrays.fill(channel, 0, from, 0);
                normalization.apply(channel, from, to);
                Arrays.fill(channel, to, channel.length, 0);
            }
        }
    }
}
