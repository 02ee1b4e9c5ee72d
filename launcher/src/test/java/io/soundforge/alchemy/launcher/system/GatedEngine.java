package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.spectral.SpectralEngine;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The built-in engine, each of whose segments waits until the test lets it go. */
final class GatedEngine implements SegmentEngine {
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
    public List<String> stems() {
        return engine.stems();
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

    @Override
    public void close() {
        engine.close();
    }
}
