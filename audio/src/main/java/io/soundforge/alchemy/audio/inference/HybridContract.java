package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.demucs.SegmentFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waveform {@code [1,2,L]} and spectrogram {@code [1,4,2048,F]} in, waveforms {@code [1,S,2,L]} and spectrograms
 * {@code [1,S,4,2048,F]} out, in any order of ports and of the spectrogram's axes. A stem is the sound of its spectrogram
 * plus its waveform; the transforms are ours.
 *
 * @param waveformIn with every axis filled in
 * @param spectrumIn likewise
 * @param outputs as stated
 * @param layoutIn axes of the spectrogram of the mix
 * @param segmentFrames L
 */
record HybridContract(Port waveformIn, Port spectrumIn, List<Port> outputs, SpectrumLayout layoutIn, int segmentFrames)
        implements ModelContract {
    private static final int WAVEFORM_IN = 3;
    private static final int SPECTRUM_IN = 4;
    private static final int WAVEFORM_OUT = 4;
    private static final int SPECTRUM_OUT = 5;

    static Optional<HybridContract> match(List<Port> inputs, List<Port> outputs) {
        Optional<Port> waveform = ofRank(WAVEFORM_IN, inputs);
        Optional<Port> spectrum = ofRank(SPECTRUM_IN, inputs);
        if (inputs.size() != 2 || outputs.size() != 2 || waveform.isEmpty() || spectrum.isEmpty()) {
            return Optional.empty();
        }
        return match(waveform.get(), spectrum.get(), outputs);
    }

    private static Optional<HybridContract> match(Port waveform, Port spectrum, List<Port> outputs) {
        long length = SegmentLength.firstOf(
                waveform.axis(2),
                ofRank(WAVEFORM_OUT, outputs).map(port -> port.axis(3)).orElse(Port.FREE),
                SegmentLength.ofFrames(frames(spectrum)));
        if (!SegmentLength.isSensible(length) || !waveform.fits(List.of(1L, 2L, length))) {
            return Optional.empty();
        }
        return SpectrumLayout.ofMix(spectrum, new SegmentFraming((int) length).frames())
                .map(layout -> new HybridContract(
                        waveform.withShape(List.of(1L, 2L, length)),
                        spectrum.withShape(layout.shape()),
                        outputs,
                        layout,
                        (int) length))
                .filter(HybridContract::isConsistent);
    }

    /** The axis of frames before their number is known: the one that is neither rows nor bins. */
    private static long frames(Port spectrum) {
        List<Long> others = new ArrayList<>(List.of(spectrum.axis(1), spectrum.axis(2), spectrum.axis(3)));
        others.remove((Long) (long) SegmentFraming.ROWS);
        others.remove((Long) (long) SegmentFraming.BINS);
        return others.size() == 1 ? others.get(0) : Port.FREE;
    }

    private boolean isConsistent() {
        return waveformIn.isFloat()
                && spectrumIn.isFloat()
                && outputs.stream().allMatch(Port::isFloat)
                && outputs.stream().allMatch(this::isPossible)
                && (ofRank(WAVEFORM_OUT, outputs).isEmpty() || unknownOrOfRank(SPECTRUM_OUT))
                && (ofRank(SPECTRUM_OUT, outputs).isEmpty() || unknownOrOfRank(WAVEFORM_OUT));
    }

    private boolean unknownOrOfRank(int rank) {
        return ofRank(rank, outputs).isPresent() || outputs.stream().anyMatch(port -> port.shape() == null);
    }

    private boolean isPossible(Port output) {
        return switch (output.rank()) {
            case WAVEFORM_OUT -> WaveformContract.isStems(output, segmentFrames);
            case SPECTRUM_OUT ->
                SpectrumLayout.ofStems(output, layoutIn, (int) statedStems()).isPresent();
            default -> output.shape() == null;
        };
    }

    private long statedStems() {
        return ofRank(WAVEFORM_OUT, outputs).map(port -> port.axis(1)).orElse(Port.FREE);
    }

    private static Optional<Port> ofRank(int rank, List<Port> ports) {
        return ports.stream().filter(port -> port.rank() == rank).findFirst();
    }

    @Override
    public Optional<List<String>> stems() {
        return StemLayout.of(statedStems());
    }

    @Override
    public List<Port> feeds() {
        return List.of(waveformIn, spectrumIn);
    }

    /** Where the waveforms of the stems come out; known once the outputs have been seen. */
    Port waveformOut() {
        return ofRank(WAVEFORM_OUT, outputs).orElseThrow();
    }

    /** Where the spectrograms of the stems come out; likewise. */
    Port spectrumOut() {
        return ofRank(SPECTRUM_OUT, outputs).orElseThrow();
    }

    /** Axes of the spectrograms of the stems; likewise. */
    SpectrumLayout layoutOut() {
        return SpectrumLayout.ofStems(spectrumOut(), layoutIn, (int) statedStems())
                .orElseThrow();
    }

    @Override
    public SegmentBinding bind(OnnxSession session) {
        return new HybridBinding(session, this);
    }
}
