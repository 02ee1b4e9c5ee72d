package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.ForwardingEngine;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says that it has begun its first segment, and does not go on before it is told to. */
final class WaitingEngine extends ForwardingEngine {
    private final SegmentEngine engine;
    private final CountDownLatch begun;
    private final CountDownLatch goOn;

    WaitingEngine(SegmentEngine engine, CountDownLatch begun, CountDownLatch goOn) {
        this.engine = engine;
        this.begun = begun;
        this.goOn = goOn;
    }

    @Override
    protected SegmentEngine engine() {
        return engine;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        begun.countDown();
        try {
            if (!goOn.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody said to go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        engine.separate(mix, stems);
    }
}
