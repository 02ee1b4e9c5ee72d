package io.soundforge.alchemy.bench.stems;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SeparationInMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** An engine as a track meets it, segment by segment, with the processor time that it takes. */
final class EngineRun implements Separator {
    private static final int RATE = 44_100;

    private final SegmentEngine engine;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long nanos;
    private long frames;

    EngineRun(SegmentEngine engine) {
        this.engine = engine;
    }

    @Override
    public float[][][] separate(float[][] mix, float[][][] truth) throws IOException {
        float[][][] estimates = new float[engine.stems().size()][2][mix[0].length];
        long start = threads.getCurrentThreadCpuTime();
        SeparationInMemory.run(
                engine,
                new ArrayPcm(mix, RATE),
                (at, stems, count) -> copy(stems, estimates, at, count),
                Progress.NONE);
        nanos += threads.getCurrentThreadCpuTime() - start;
        frames += mix[0].length;
        return estimates;
    }

    private static void copy(float[][][] from, float[][][] to, long at, int count) {
        for (int s = 0; s < to.length; s++) {
            for (int c = 0; c < 2; c++) {
                System.arraycopy(from[s][c], 0, to[s][c], (int) at, count);
            }
        }
    }

    /** Processor time of this thread per time of audio, over everything so far. */
    double realTimeFactor() {
        return nanos / 1e9 / (frames / (double) RATE);
    }
}
