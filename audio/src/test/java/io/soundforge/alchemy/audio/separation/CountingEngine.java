package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.dsp.separation.ForwardingEngine;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes segments on to another engine, unless they are used up. */
final class CountingEngine extends ForwardingEngine {
    private final SegmentEngine engine;
    private final Count count;

    /** Segments that any number of engines have computed, or may compute. */
    static final class Count {
        private final AtomicInteger computed = new AtomicInteger();
        private final int most;

        Count() {
            this(Integer.MAX_VALUE);
        }

        Count(int most) {
            this.most = most;
        }

        int segments() {
            return computed.get();
        }

        /** A model whose engines count here. */
        SeparationModel of(SeparationModel model) {
            return new SeparationModel(
                    model.name(),
                    model.stems(),
                    model.members().stream()
                            .map(member -> new SeparationModel.Member(
                                    member.name(),
                                    member.weights(),
                                    () -> new CountingEngine(member.opener().open(), this)))
                            .toList());
        }
    }

    CountingEngine(SegmentEngine engine, Count count) {
        this.engine = engine;
        this.count = count;
    }

    @Override
    protected SegmentEngine engine() {
        return engine;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        if (count.computed.getAndIncrement() >= count.most) {
            count.computed.decrementAndGet();
            throw new IllegalStateException("broken on purpose");
        }
        engine.separate(mix, stems);
    }
}
