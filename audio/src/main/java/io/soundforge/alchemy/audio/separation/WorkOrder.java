package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.EngineTraits;
import io.soundforge.alchemy.dsp.separation.PassPlan;
import io.soundforge.alchemy.dsp.separation.SegmentStore;
import io.soundforge.alchemy.dsp.separation.SeparationPlan;
import io.soundforge.alchemy.dsp.separation.SeparationWork;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import io.soundforge.alchemy.dsp.separation.TrackNormalization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A separation that goes on, as other processes have to know it to compute some of its segments.
 *
 * @param id of the separation; a new one each time
 * @param model its name
 * @param canonical how to find the canonical audio: its absolute path, or a name that both sides know
 * @param engines what the engines of the model that take part are, by their place in the model
 * @param normalizations of the track, one for each level that the engines want
 * @param playHead frame that was wanted first when this was written
 */
record WorkOrder(
        String id,
        String model,
        String canonical,
        String canonicalSha256,
        Map<Integer, EngineTraits> engines,
        SeparationPlan plan,
        Map<TrackLevel, TrackNormalization> normalizations,
        long playHead) {
    WorkOrder {
        engines = Map.copyOf(engines);
        normalizations = Map.copyOf(normalizations);
    }

    /** The same with the listener elsewhere. */
    WorkOrder withPlayHead(long frame) {
        return new WorkOrder(id, model, canonical, canonicalSha256, engines, plan, normalizations, frame);
    }

    /** Where the segments of each pass live. */
    List<String> addresses() {
        return plan.passes().stream()
                .map(pass -> SegmentAddress.of(canonicalSha256, engineOf(pass), pass.lead()))
                .toList();
    }

    /** What a worker needs to take part. */
    SeparationWork work(PcmSource mix, SegmentShelf shelf, ShelfLoan loan, SeparationWork.Engines opener) {
        List<String> addresses = addresses();
        List<SegmentStore> stores = IntStream.range(0, addresses.size())
                .<SegmentStore>mapToObj(pass ->
                        shelf.store(addresses.get(pass), engineOf(plan.passes().get(pass)), loan.heartbeat()))
                .toList();
        List<TrackNormalization> ofPasses =
                plan.passes().stream().map(this::normalizationOf).toList();
        return new SeparationWork(plan, mix, stores, ofPasses, opener, shelf);
    }

    private TrackNormalization normalizationOf(PassPlan pass) {
        TrackLevel level = engineOf(pass).trackLevel();
        TrackNormalization normalization = normalizations.get(level);
        if (normalization == null) {
            throw new IllegalArgumentException("expected a normalisation " + level + " in the work order " + id);
        }
        return normalization;
    }

    EngineTraits engine(int member) {
        EngineTraits engine = engines.get(member);
        if (engine == null) {
            throw new IllegalArgumentException("expected an engine " + member + " in the work order " + id);
        }
        return engine;
    }

    private EngineTraits engineOf(PassPlan pass) {
        return engine(pass.member());
    }
}
