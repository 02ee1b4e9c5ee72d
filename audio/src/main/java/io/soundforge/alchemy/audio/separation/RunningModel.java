package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.EngineTraits;
import io.soundforge.alchemy.dsp.separation.PlannedMember;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SegmentFailure;
import io.soundforge.alchemy.dsp.separation.SeparationPlan;
import io.soundforge.alchemy.dsp.separation.Shifts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of a model that a separation needs: the engines that count for a wanted stem, and all stems that these give
 * without more work.
 */
final class RunningModel {
    private final SeparationModel model;
    private final List<String> stems;
    private final Map<Integer, EngineTraits> traits = new TreeMap<>();

    /**
     * Opens each engine once to ask what it is; the first one last, so that it is still warm when it is needed.
     *
     * @param wanted stems of the model
     */
    RunningModel(SeparationModel model, Collection<String> wanted) {
        this.model = model;
        List<Integer> running = countingFor(model, wanted);
        boolean all = running.equals(countingFor(model, model.stems()));
        this.stems = model.stems().stream()
                .filter(stem -> all || wanted.contains(stem))
                .toList();
        for (int i = running.size() - 1; i >= 0; i--) {
            try (SegmentEngine engine =
                    model.members().get(running.get(i)).opener().open()) {
                traits.put(running.get(i), EngineTraits.of(engine));
            }
        }
    }

    private static List<Integer> countingFor(SeparationModel model, Collection<String> wanted) {
        return IntStream.range(0, model.members().size())
                .filter(member -> wanted.stream()
                        .anyMatch(stem ->
                                model.members().get(member).weight(model.stems().indexOf(stem)) > 0))
                .boxed()
                .toList();
    }

    /** The stems that are assembled, in the model's order. */
    List<String> stems() {
        return stems;
    }

    /** Whether these are all stems of the model. */
    boolean givesAll() {
        return stems.equals(model.stems());
    }

    EngineTraits traits(int member) {
        EngineTraits known = traits.get(member);
        if (known == null) {
            throw new IllegalArgumentException("expected one of the engines " + traits.keySet() + "; got " + member);
        }
        return known;
    }

    Map<Integer, EngineTraits> traits() {
        return traits;
    }

    SeparationPlan plan(long frames, Shifts shifts) {
        List<PlannedMember> planned = traits.entrySet().stream()
                .map(entry -> new PlannedMember(
                        entry.getKey(), entry.getValue(), kept(entry.getKey(), entry.getValue()), weights(entry)))
                .toList();
        return SeparationPlan.of(frames, stems, planned, shifts);
    }

    /** A model of its own keeps all it gives; an engine of a bag what counts for some stem. */
    private List<String> kept(int member, EngineTraits engine) {
        SeparationModel.Member entry = model.members().get(member);
        return engine.stems().stream()
                .filter(stem -> model.stems().contains(stem)
                        && entry.weight(model.stems().indexOf(stem)) > 0)
                .toList();
    }

    private List<Double> weights(Map.Entry<Integer, EngineTraits> member) {
        SeparationModel.Member entry = model.members().get(member.getKey());
        return stems.stream()
                .map(stem -> entry.weight(model.stems().indexOf(stem)))
                .toList();
    }

    /** Opens an engine, which must still be what it was. */
    SegmentEngine open(int member) {
        SegmentEngine engine = model.members().get(member).opener().open();
        if (!EngineTraits.of(engine).equals(traits(member))) {
            engine.close();
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    model.members().get(member).name() + " has changed since the separation began");
        }
        return engine;
    }

    /** Names the computation: equal texts promise equal bytes. */
    String fingerprint() {
        if (!model.isBag()) {
            return traits(0).fingerprint();
        }
        return traits.entrySet().stream()
                .map(entry ->
                        weightsText(entry.getKey()) + "*" + entry.getValue().fingerprint())
                .collect(Collectors.joining("|", "bag(", ")"));
    }

    private String weightsText(int member) {
        List<Double> weights = model.members().get(member).weights();
        return weights.isEmpty() ? "1" : weights.toString();
    }

    /** The failure in words for people, with the code of its cause. */
    AlchemyException told(SegmentFailure failure) {
        String whose = model.isBag() ? model.members().get(failure.member()).name() + ", " : "";
        return SegmentTrouble.of(whose, failure);
    }
}
