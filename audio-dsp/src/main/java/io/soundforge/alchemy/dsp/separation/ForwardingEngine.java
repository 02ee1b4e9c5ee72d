package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/** Passes everything on to another engine. What extends it changes the calls that it is about, and forgets none. */
public abstract class ForwardingEngine implements SegmentEngine {
    /** The engine that computes; called for each call. */
    protected abstract SegmentEngine engine();

    @Override
    public String fingerprint() {
        return engine().fingerprint();
    }

    @Override
    public String device() {
        return engine().device();
    }

    @Override
    public List<String> stems() {
        return engine().stems();
    }

    @Override
    public int partsOfTheMix() {
        return engine().partsOfTheMix();
    }

    @Override
    public int segmentFrames() {
        return engine().segmentFrames();
    }

    @Override
    public Tiling tiling() {
        return engine().tiling();
    }

    @Override
    public boolean normalizesTrack() {
        return engine().normalizesTrack();
    }

    @Override
    public TrackLevel trackLevel() {
        return engine().trackLevel();
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        engine().separate(mix, stems);
    }

    @Override
    public void close() {
        engine().close();
    }
}
