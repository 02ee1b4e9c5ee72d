package io.soundforge.alchemy.audio.inference;

import java.util.List;
import java.util.Optional;

/**
 * Waveform in, waveforms out: {@code [1,2,L] -> [1,S,2,L]}, the transforms inside the graph.
 *
 * @param input with every axis filled in
 * @param output as stated
 * @param segmentFrames L
 */
record WaveformContract(Port input, Port output, int segmentFrames) implements ModelContract {

    static Optional<WaveformContract> match(List<Port> inputs, List<Port> outputs) {
        if (inputs.size() != 1 || outputs.size() != 1) {
            return Optional.empty();
        }
        return match(inputs.get(0), outputs.get(0));
    }

    private static Optional<WaveformContract> match(Port input, Port output) {
        long length = SegmentLength.firstOf(input.axis(2), output.axis(3));
        boolean obeys = SegmentLength.isSensible(length)
                && input.isFloat()
                && output.isFloat()
                && input.shape() != null
                && input.fits(List.of(1L, 2L, length))
                && isStems(output, length);
        return obeys
                ? Optional.of(new WaveformContract(input.withShape(List.of(1L, 2L, length)), output, (int) length))
                : Optional.empty();
    }

    /** Whether a port may give {@code [1,S,2,L]} with a number of stems that we know. */
    static boolean isStems(Port output, long length) {
        return output.fits(List.of(1L, Port.FREE, 2L, length))
                && (output.axis(1) == Port.FREE || StemLayout.of(output.axis(1)).isPresent());
    }

    @Override
    public Optional<List<String>> stems() {
        return StemLayout.of(output.axis(1));
    }

    @Override
    public List<Port> feeds() {
        return List.of(input);
    }

    @Override
    public SegmentBinding bind(OnnxSession session) {
        return new WaveformBinding(session, this);
    }
}
