package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What a graph expects and gives, found by looking at ranks and axes. Names are never looked at: publishers differ in
 * them, and in nothing else.
 */
sealed interface ModelContract permits WaveformContract, HybridContract, MdxContract {
    /** The stems, in output order; empty while only a run can tell how many there are. */
    Optional<List<String>> stems();

    /** Length of a segment in samples: as stated, or that of the training. */
    int segmentFrames();

    /** The inputs with every axis filled in, as they will be fed. */
    List<Port> feeds();

    /**
     * Makes the graph ready to run.
     *
     * @param session whose outputs have been seen: nothing of the contract is open any more
     */
    SegmentBinding bind(OnnxSession session);

    /**
     * The contract that these ports obey.
     *
     * @throws AlchemyException MODEL_REFUSED with all shapes in the message
     */
    static ModelContract of(List<Port> inputs, List<Port> outputs) {
        return match(inputs, outputs)
                .orElseThrow(() -> refusal("got inputs " + Port.text(inputs) + " and outputs " + Port.text(outputs)
                        + hint(inputs, outputs)));
    }

    /** The contract that these ports obey, if any. */
    static Optional<ModelContract> match(List<Port> inputs, List<Port> outputs) {
        Optional<ModelContract> waveform =
                WaveformContract.match(inputs, outputs).map(contract -> contract);
        return waveform.or(() -> HybridContract.match(inputs, outputs).map(contract -> contract));
    }

    /** What to do with a graph whose shapes do not say enough. */
    private static String hint(List<Port> inputs, List<Port> outputs) {
        if (MdxContract.isMdx(inputs, outputs)) {
            return ". This looks like an MDX-Net network, which needs a manifest NAME.json beside it, such as "
                    + MdxManifest.EXAMPLE;
        }
        return SpleeterContract.match(inputs, outputs).isEmpty()
                ? ""
                : ". This looks like a Spleeter network, which needs a manifest NAME.json beside it, such as "
                        + SpleeterManifest.EXAMPLE;
    }

    /** Says what is known, and what came instead. */
    static AlchemyException refusal(String got) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "expected a waveform float[1,2,L] in and stems float[1,4 or 6,2,L] out, or next to these a spectrogram"
                        + " float[1,4,2048,F] in and float[1,4 or 6,4,2048,F] out with F = L/1024 rounded up, its axes"
                        + " in any order; " + got);
    }
}
