package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.List;

/** Counts the segments that another engine computes, and can break down before one of them. */
final class CountingEngine implements SegmentEngine {
    private final SegmentEngine engine;
    private int breaksBefore = Integer.MAX_VALUE;
    private int segments;

    CountingEngine(SegmentEngine engine) {
        this.engine = engine;
    }

    /** Fails instead of computing one more than this many segments. */
    CountingEngine breakingAfter(int computed) {
        breaksBefore = computed;
        return this;
    }

    int segments() {
        return segments;
    }

    @Override
    public String fingerprint() {
        return engine.fingerprint();
    }

    @Override
    public List<String> stems() {
        return engine.stems();
    }

    @Override
    public int segmentFrames() {
        return engine.segmentFrames();
    }

    @Override
    public boolean normalizesTrack() {
        return engine.normalizesTrack();
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        if (segments == breaksBefore) {
            throw new IllegalStateException("broken on purpose");
        }
        segments++;
        engine.separate(mix, stems);
    }

    @Override
    public void close() {
        engine.close();
    }
}
