package io.soundforge.alchemy.dsp.separation;

/** An engine that outlives its users. */
final class Unclosed extends ForwardingEngine {
    private final SegmentEngine engine;

    Unclosed(SegmentEngine engine) {
        this.engine = engine;
    }

    @Override
    protected SegmentEngine engine() {
        return engine;
    }

    @Override
    public void close() {}
}
