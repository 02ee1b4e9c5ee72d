package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/** An engine that outlives its users. */
record Unclosed(SegmentEngine engine) implements SegmentEngine {
    @Override
    public String fingerprint() {
        return engine.fingerprint();
    }

    @Override
    public List<String> stems() {
        return engine.stems();
    }

    @Override
    public int partsOfTheMix() {
        return engine.partsOfTheMix();
    }

    @Override
    public int segmentFrames() {
        return engine.segmentFrames();
    }

    @Override
    public Tiling tiling() {
        return engine.tiling();
    }

    @Override
    public boolean normalizesTrack() {
        return engine.normalizesTrack();
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        engine.separate(mix, stems);
    }

    @Override
    public void close() {}
}
