package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.mdx.MdxFraming;
import java.util.List;
import java.util.Optional;

/**
 * Spectrogram {@code [1,4,F,T]} in, that of one stem out, of the same shape: real left, imaginary left, real right,
 * imaginary right, F bins, T frames. The transforms are ours.
 *
 * @param input with every axis filled in
 * @param output likewise
 */
record MdxContract(Port input, Port output, MdxFraming framing, MdxManifest parameters) implements ModelContract {
    private static final long ROWS = 4;

    /** No published network sees more than 3072 bins; a wrong number must not claim the memory. */
    private static final long MOST_BINS = 1 << 14;

    static MdxContract of(Port input, Port output, MdxFraming framing, MdxManifest parameters) {
        List<Long> shape = List.of(1L, ROWS, (long) framing.bins(), (long) framing.frames());
        return new MdxContract(input.withShape(shape), output.withShape(shape), framing, parameters);
    }

    /** Whether ports look like those of an MDX-Net network, whatever its parameters. */
    static boolean isMdx(List<Port> inputs, List<Port> outputs) {
        if (inputs.size() != 1 || outputs.size() != 1) {
            return false;
        }
        Port input = inputs.get(0);
        return input.isFloat()
                && outputs.get(0).isFloat()
                && input.shape() != null
                && input.fits(List.of(1L, ROWS, Port.FREE, Port.FREE))
                && input.axis(1) == ROWS
                && bins(input) > MdxFraming.MUTED_BINS
                && bins(input) <= MOST_BINS
                && (input.axis(3) == Port.FREE || input.axis(3) > 1)
                && outputs.get(0).fits(List.of(1L, ROWS, bins(input), input.axis(3)));
    }

    /** F. */
    static long bins(Port input) {
        return input.axis(2);
    }

    @Override
    public Optional<List<String>> stems() {
        return Optional.of(parameters.stems());
    }

    @Override
    public int segmentFrames() {
        return framing.samples();
    }

    @Override
    public List<Port> feeds() {
        return List.of(input);
    }

    @Override
    public SegmentBinding bind(OnnxSession session) {
        return new MdxBinding(session, this);
    }
}
