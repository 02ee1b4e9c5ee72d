package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.separation.EngineTraits;
import io.soundforge.alchemy.dsp.separation.PassPlan;
import io.soundforge.alchemy.dsp.separation.SegmentStore;
import io.soundforge.alchemy.dsp.separation.SeparationPlan;
import io.soundforge.alchemy.dsp.separation.SeparationWork;
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
 * @param normalization of the track, for those engines that want it
 * @param playHead frame that was wanted first when this was written
 */
record WorkOrder(
        String id,
        String model,
        String canonical,
        String canonicalSha256,
        Map<Integer, EngineTraits> engines,
        SeparationPlan plan,
        TrackNormalization normalization,
        long playHead) {
    WorkOrder {
        engines = Map.copyOf(engines);
    }

    /** The same with the listener elsewhere. */
    WorkOrder withPlayHead(long frame) {
        return new WorkOrder(id, model, canonical, canonicalSha256, engines, plan, normalization, frame);
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
        List<TrackNormalization> normalizations = plan.passes().stream()
                .map(pass -> engineOf(pass).normalizesTrack() ? normalization : TrackNormalization.NONE)
                .toList();
        return new SeparationWork(plan, mix, stores, normalizations, opener, shelf);
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
