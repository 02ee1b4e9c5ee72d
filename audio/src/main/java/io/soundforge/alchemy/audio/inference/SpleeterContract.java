package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.spleeter.SpleeterFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Magnitudes of a block in, those of one stem out: 512 frames, 1024 bins, 2 channels, and blocks, of which we give one.
 * The lengths differ, so the axes may come in any order: {@code [2,blocks,512,1024]} in the files of sherpa-onnx,
 * {@code [blocks,512,1024,2]} in Spleeter itself.
 *
 * @param input with every axis filled in
 * @param output likewise
 */
record SpleeterContract(Port input, Port output) {
    private static final int RANK = 4;
    private static final List<Long> STATED = List.of(2L, (long) SpleeterFraming.FRAMES, (long) SpleeterFraming.BINS);

    /** The contract that these ports obey, if any. An output that states no shape is like the input. */
    static Optional<SpleeterContract> match(List<Port> inputs, List<Port> outputs) {
        if (inputs.size() != 1
                || outputs.size() != 1
                || !outputs.get(0).isFloat()
                || !inputs.get(0).isFloat()) {
            return Optional.empty();
        }
        Optional<Port> input = filled(inputs.get(0));
        Optional<Port> output = outputs.get(0).shape() == null
                ? input.map(like -> outputs.get(0).withShape(shape(like)))
                : filled(outputs.get(0))
                        .or(() -> input.filter(like -> outputs.get(0).fits(shape(like)))
                                .map(like -> outputs.get(0).withShape(shape(like))));
        return input.flatMap(in -> output.map(out -> new SpleeterContract(in, out)));
    }

    /** With one block where the blocks are; empty where the other lengths are not those of Spleeter. */
    private static Optional<Port> filled(Port port) {
        if (port.rank() != RANK) {
            return Optional.empty();
        }
        List<Long> shape = new ArrayList<>(shape(port));
        List<Long> blocks = new ArrayList<>(shape);
        STATED.forEach(blocks::remove);
        if (blocks.size() != 1 || (blocks.get(0) != 1 && blocks.get(0) != Port.FREE)) {
            return Optional.empty();
        }
        shape.set(shape.indexOf(blocks.get(0)), 1L);
        return Optional.of(port.withShape(shape));
    }

    private static List<Long> shape(Port port) {
        return port.shape() == null ? List.of() : port.shape();
    }

    /**
     * The contract that these ports obey.
     *
     * @throws AlchemyException MODEL_REFUSED with all shapes in the message
     */
    static SpleeterContract of(String file, List<Port> inputs, List<Port> outputs) {
        return match(inputs, outputs)
                .orElseThrow(
                        () -> refusal(file, "got inputs " + Port.text(inputs) + " and outputs " + Port.text(outputs)));
    }

    static AlchemyException refusal(String file, String got) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "for the Spleeter network " + file
                        + " expected magnitudes float[2,N,512,1024] in and out, with N = 1 or"
                        + " open, their axes in any order; " + got);
    }

    /** From one place to the next on the axis of this length, in numbers. */
    static int stride(Port port, int length) {
        List<Long> shape = shape(port);
        int stride = 1;
        for (int axis = shape.size() - 1; shape.get(axis) != length; axis--) {
            stride *= Math.toIntExact(shape.get(axis));
        }
        return stride;
    }
}
