package io.soundforge.alchemy.audio.inference;

import java.util.List;
import java.util.Optional;

/**
 * Waveform in, waveforms out: {@code [1,2,L] -> [1,S,2,L]}, the transforms inside the graph.
 *
 * @param segmentFrames L
 * @param statedStems S, or {@link Port#FREE} when the graph does not say
 */
record WaveformContract(String input, String output, int segmentFrames, long statedStems) implements ModelContract {
    /** 7.8 s at 44.1 kHz, on which HT Demucs was trained (htdemucs.py); taken where a graph leaves the length open. */
    static final int TRAINING_SEGMENT = 343_980;

    /** A minute: no published graph sees more than 44 s, and a wrong number must not claim the memory. */
    private static final int LONGEST_SEGMENT = 60 * 44_100;

    static Optional<WaveformContract> match(List<Port> inputs, List<Port> outputs) {
        if (inputs.size() != 1 || outputs.size() != 1) {
            return Optional.empty();
        }
        return match(inputs.get(0), outputs.get(0));
    }

    private static Optional<WaveformContract> match(Port input, Port output) {
        long length = input.axis(2) != Port.FREE ? input.axis(2) : output.axis(3);
        int frames = length == Port.FREE ? TRAINING_SEGMENT : (int) Math.min(length, Integer.MAX_VALUE);
        boolean obeys = input.isFloat32()
                && output.isFloat32()
                && input.shape() != null
                && input.fits(List.of(1L, 2L, (long) frames))
                && output.fits(List.of(1L, Port.FREE, 2L, (long) frames))
                && (output.axis(1) == Port.FREE || StemLayout.of(output.axis(1)).isPresent())
                && frames >= 2
                && frames <= LONGEST_SEGMENT;
        return obeys
                ? Optional.of(new WaveformContract(input.name(), output.name(), frames, output.axis(1)))
                : Optional.empty();
    }

    @Override
    public Optional<List<String>> stems() {
        return StemLayout.of(statedStems);
    }

    @Override
    public SegmentBinding bind(OnnxSession session) {
        List<String> proven = WaveformProbe.run(session, this);
        return new WaveformBinding(session, this, proven);
    }
}
