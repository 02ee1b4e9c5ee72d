package io.soundforge.alchemy.dsp.separation;

import java.util.List;

/**
 * What has to be known of an engine to plan its work and to name its results.
 *
 * @param fingerprint see {@link SegmentEngine#fingerprint()}
 * @param stems the names of its rows
 * @param partsOfTheMix see {@link SegmentEngine#partsOfTheMix()}
 */
public record EngineTraits(
        String fingerprint, List<String> stems, int partsOfTheMix, Tiling tiling, boolean normalizesTrack) {
    public EngineTraits {
        stems = List.copyOf(stems);
    }

    /** Asks an engine. */
    public static EngineTraits of(SegmentEngine engine) {
        return new EngineTraits(
                engine.fingerprint(),
                engine.stems(),
                engine.partsOfTheMix(),
                engine.tiling(),
                engine.normalizesTrack());
    }
}
