package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.util.List;

/**
 * Everything that it takes to compute segments of a separation.
 *
 * @param mix two channels; may be read by several threads at once
 * @param stores one for each pass of the plan
 * @param normalizations one for each pass of the plan
 * @param engines asked by each worker, for one engine at a time
 */
public record SeparationWork(
        SeparationPlan plan,
        PcmSource mix,
        List<SegmentStore> stores,
        List<TrackNormalization> normalizations,
        Engines engines,
        SegmentSpace space) {
    /** Opens the engines of a model. */
    @FunctionalInterface
    public interface Engines {
        /**
         * Opens an engine that nobody else uses; the caller closes it.
         *
         * @param member see {@link PassPlan#member()}
         */
        SegmentEngine open(int member);
    }

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException naming what does not
     */
    public SeparationWork {
        stores = List.copyOf(stores);
        normalizations = List.copyOf(normalizations);
        if (mix.channels() != 2) {
            throw new IllegalArgumentException("expected 2 channels; got " + mix.channels());
        }
        if (mix.frames() != plan.frames()) {
            throw new IllegalArgumentException("expected " + plan.frames() + " frames; got " + mix.frames());
        }
        int passes = plan.passes().size();
        if (stores.size() != passes || normalizations.size() != passes) {
            throw new IllegalArgumentException("expected a store and a normalisation for each of " + passes
                    + " passes; got " + stores.size() + " and " + normalizations.size());
        }
    }
}
