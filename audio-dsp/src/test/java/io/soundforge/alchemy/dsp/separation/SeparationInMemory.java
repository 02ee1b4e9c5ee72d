package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.SegmentedSeparation.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Separations of one engine whose segments stay in memory. */
public final class SeparationInMemory {
    private final SegmentEngine engine;
    private final PcmSource mix;
    private final Shifts shifts;
    final List<MemorySegments> stores = new ArrayList<>();

    public SeparationInMemory(SegmentEngine engine, PcmSource mix, Shifts shifts) {
        this.engine = engine;
        this.mix = mix;
        this.shifts = shifts;
        for (int i = 0; i < Math.max(1, shifts.count()); i++) {
            stores.add(new MemorySegments());
        }
    }

    /** One pass from the first frame on, in order. */
    public static Tally run(SegmentEngine engine, PcmSource mix, StemSink sink, Progress progress) throws IOException {
        return new SeparationInMemory(engine, mix, Shifts.NONE).run(sink, progress);
    }

    public Tally run(StemSink sink, Progress progress) throws IOException {
        return SegmentedSeparation.run(work(SegmentSpace.UNBOUNDED), 1, () -> 0, sink, progress);
    }

    SeparationPlan plan() {
        EngineTraits traits = EngineTraits.of(engine);
        List<Double> weights = Collections.nCopies(traits.stems().size(), 1.0);
        PlannedMember member = new PlannedMember(0, traits, traits.stems(), weights);
        return SeparationPlan.of(mix.frames(), traits.stems(), List.of(member), shifts);
    }

    SeparationWork work(SegmentSpace space) throws IOException {
        TrackNormalization normalization =
                engine.normalizesTrack() ? TrackStatistics.of(mix).normalization() : TrackNormalization.NONE;
        return new SeparationWork(
                plan(),
                mix,
                List.copyOf(stores),
                Collections.nCopies(stores.size(), normalization),
                member -> new Unclosed(engine),
                space);
    }
}
