package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.dsp.separation.ForwardingEngine;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.spectral.SpectralEngine;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The built-in engine, each of whose segments waits until the test lets it go. */
final class GatedEngine extends ForwardingEngine {
    private static final long PATIENCE_MINUTES = 5;

    private final SegmentEngine engine = new SpectralEngine();
    private final Semaphore gate;

    private GatedEngine(Semaphore gate) {
        this.gate = gate;
    }

    /** @param gate gives one permit per segment */
    static SeparationModel model(Semaphore gate) {
        return SeparationModel.of("gated", () -> new GatedEngine(gate));
    }

    @Override
    public String fingerprint() {
        return "gated " + engine.fingerprint();
    }

    @Override
    protected SegmentEngine engine() {
        return engine;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        try {
            if (!gate.tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the test never let this segment go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        engine.separate(mix, stems);
    }
}
