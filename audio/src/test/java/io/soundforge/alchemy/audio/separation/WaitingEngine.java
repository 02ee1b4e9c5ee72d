package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says that it has begun its first segment, and does not go on before it is told to. */
record WaitingEngine(SegmentEngine engine, CountDownLatch begun, CountDownLatch goOn) implements SegmentEngine {
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

    @Override
    public void close() {
        engine.close();
    }
}
