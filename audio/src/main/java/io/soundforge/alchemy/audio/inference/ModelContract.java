package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What a graph expects and gives, found by looking at ranks and axes. Names are never looked at: publishers differ in
 * them, and in nothing else.
 */
sealed interface ModelContract permits WaveformContract {
    /** The stems, in output order; empty while only a run can tell how many there are. */
    Optional<List<String>> stems();

    /** Makes the graph ready to run and proves by one run that it keeps this contract. */
    SegmentBinding bind(OnnxSession session);

    /**
     * The contract that these ports obey.
     *
     * @throws AlchemyException MODEL_REFUSED with all shapes in the message
     */
    static ModelContract of(List<Port> inputs, List<Port> outputs) {
        return WaveformContract.match(inputs, outputs).orElseThrow(() -> refusal(inputs, outputs));
    }

    private static AlchemyException refusal(List<Port> inputs, List<Port> outputs) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "expected one input float32[1,2,L] and one output float32[1,4 or 6,2,L]; got inputs "
                        + Port.text(inputs) + " and outputs " + Port.text(outputs));
    }
}
