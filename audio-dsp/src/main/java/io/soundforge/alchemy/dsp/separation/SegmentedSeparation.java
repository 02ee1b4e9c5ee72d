package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Separates a track of any length with an engine that only takes segments: the procedure of the Demucs reference
 * (api.py, apply.py), streaming. Memory is a few segments, whatever the length of the track.
 *
 * <p>Equal audio, engine, plan and shifts give equal bytes, whether segments were computed now or came from the store.
 */
public final class SegmentedSeparation {
    private final SegmentEngine engine;
    private final SegmentStore store;
    private final Shifts shifts;

    /** One pass. Neither argument is closed here. */
    public SegmentedSeparation(SegmentEngine engine, SegmentStore store) {
        this(engine, store, Shifts.NONE);
    }

    /** As above, with the mean of several passes. */
    public SegmentedSeparation(SegmentEngine engine, SegmentStore store, Shifts shifts) {
        this.engine = engine;
        this.store = store;
        this.shifts = shifts;
    }

    /**
     * Separates the whole track.
     *
     * @param mix two channels
     * @param sink gets every frame of the track once, in order; nothing for an empty track
     * @param progress told after each segment
     * @throws IllegalArgumentException if the mix does not have two channels
     */
    public void run(PcmSource mix, StemSink sink, Progress progress) throws IOException {
        if (mix.channels() != 2) {
            throw new IllegalArgumentException("expected 2 channels; got " + mix.channels());
        }
        if (mix.frames() == 0) {
            return;
        }
        SegmentComputation computation = new SegmentComputation(engine, mix, normalization(mix));
        if (shifts.count() == 0) {
            SegmentPass pass = pass(computation, plan(mix, 0), 0, 0, sink);
            run(List.of(pass), position -> {}, progress);
        } else {
            ShiftAverage average = new ShiftAverage(
                    shifts.count(), engine.stems().size(), engine.tiling().chunkFrames(), sink);
            run(passes(computation, mix, average), average::reached, progress);
        }
    }

    private List<SegmentPass> passes(SegmentComputation computation, PcmSource mix, ShiftAverage average) {
        List<SegmentPass> passes = new ArrayList<>();
        int index = 0;
        for (int lead : shifts.leads()) {
            SegmentPlan plan = plan(mix, lead);
            passes.add(pass(computation, plan, lead, index, average.ofPass(lead)));
            index += plan.count();
        }
        return passes;
    }

    private SegmentPlan plan(PcmSource mix, int lead) {
        return new SegmentPlan(mix.frames() + lead, engine.tiling());
    }

    private SegmentPass pass(
            SegmentComputation computation, SegmentPlan plan, int lead, int firstIndex, StemSink sink) {
        return new SegmentPass(
                computation, store, plan, lead, firstIndex, engine.stems().size(), sink);
    }

    /** Told how far all passes are. */
    private interface Reached {
        void at(long position) throws IOException;
    }

    /** Always the pass that is furthest behind, so that little has to be held. */
    private static void run(List<SegmentPass> passes, Reached reached, Progress progress) throws IOException {
        int segments = passes.stream().mapToInt(SegmentPass::segments).sum();
        for (int done = 1; done <= segments; done++) {
            furthestBehind(passes.stream().filter(pass -> !pass.isDone())).step();
            reached.at(furthestBehind(passes.stream()).position());
            progress.at((double) done / segments);
        }
    }

    private static SegmentPass furthestBehind(Stream<SegmentPass> passes) {
        return passes.min(Comparator.comparingLong(SegmentPass::position)).orElseThrow();
    }

    private TrackNormalization normalization(PcmSource mix) throws IOException {
        return engine.trackLevel().normalization(mix);
    }
}
