package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.util.List;
import java.util.Optional;

/** Graphs that are fed in one way. */
interface ModelFamily {
    /** The Demucs models, which say everything by their shapes. */
    ModelFamily DEMUCS = new ModelFamily() {
        @Override
        public Optional<ModelContract> match(List<Port> inputs, List<Port> outputs) {
            return ModelContract.match(inputs, outputs);
        }

        @Override
        public AlchemyException refusal(String got) {
            return ModelContract.refusal(got);
        }

        @Override
        public ModelContract require(List<Port> inputs, List<Port> outputs) {
            return ModelContract.of(inputs, outputs);
        }
    };

    /** The contract that these ports obey, if any. */
    Optional<ModelContract> match(List<Port> inputs, List<Port> outputs);

    /** Says what is expected, and what came instead. */
    AlchemyException refusal(String got);

    /**
     * The contract that these ports obey.
     *
     * @throws AlchemyException MODEL_REFUSED with all shapes in the message
     */
    default ModelContract require(List<Port> inputs, List<Port> outputs) {
        return match(inputs, outputs)
                .orElseThrow(() -> refusal("got inputs " + Port.text(inputs) + " and outputs " + Port.text(outputs)));
    }
}
