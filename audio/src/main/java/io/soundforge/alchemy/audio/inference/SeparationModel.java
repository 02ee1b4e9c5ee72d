package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.List;

/**
 * A model as a separation sees it: one engine, or several whose weighted mean the stems are. Nothing is open while it
 * is held.
 *
 * @param stems their names, in output order
 */
public record SeparationModel(String name, List<String> stems, List<Member> members) {
    public SeparationModel {
        stems = List.copyOf(stems);
        members = List.copyOf(members);
    }

    /** Opens an engine that nobody else uses, as often as it is asked; the caller closes it. */
    @FunctionalInterface
    public interface Opener {
        SegmentEngine open();
    }

    /**
     * One engine of a model.
     *
     * @param name for messages
     * @param weights what it counts for each stem, 0 or more; empty stands for 1 each
     */
    public record Member(String name, List<Double> weights, Opener opener) {
        public Member {
            weights = List.copyOf(weights);
        }

        /** What this engine counts for a stem. */
        public double weight(int stem) {
            return weights.isEmpty() ? 1 : weights.get(stem);
        }
    }

    /** A model of one engine, which is opened once here to ask for its stems. */
    public static SeparationModel of(String name, Opener opener) {
        try (SegmentEngine engine = opener.open()) {
            return new SeparationModel(name, engine.stems(), List.of(new Member(name, List.of(), opener)));
        }
    }

    /** Whether it is several engines. */
    public boolean isBag() {
        return members.size() > 1;
    }
}
