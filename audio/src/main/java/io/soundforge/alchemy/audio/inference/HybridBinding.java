package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import io.soundforge.alchemy.dsp.demucs.SegmentFraming;
import io.soundforge.alchemy.dsp.demucs.SegmentTransform;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs a {@link HybridContract}: transform, graph, transform back. */
final class HybridBinding implements SegmentBinding {
    private final OnnxSession session;
    private final List<String> stems;
    private final int frames;
    private final SegmentTransform transform;
    private final PinnedTensor waveformIn;
    private final PinnedTensor spectrumIn;
    private final PinnedTensor waveformOut;
    private final PinnedTensor spectrumOut;
    private final SegmentTransform.SpectrumSink mixSpectrum;
    private final List<SegmentTransform.SpectrumSource> stemSpectra;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    HybridBinding(OnnxSession session, HybridContract contract) {
        this.session = session;
        this.stems = contract.stems().orElseThrow();
        this.frames = contract.segmentFrames();
        this.transform = new SegmentTransform(new SegmentFraming(frames));
        this.waveformIn = session.tensor(contract.waveformIn());
        this.spectrumIn = session.tensor(contract.spectrumIn());
        this.waveformOut = session.tensor(contract.waveformOut());
        this.spectrumOut = session.tensor(contract.spectrumOut());
        this.mixSpectrum = new SpectrumMemory(spectrumIn, contract.layoutIn())::putFrame;
        this.stemSpectra = sources(new SpectrumMemory(spectrumOut, contract.layoutOut()), stems.size());
        this.inputs = Map.of(
                contract.waveformIn().name(), waveformIn.tensor(),
                contract.spectrumIn().name(), spectrumIn.tensor());
        this.outputs = Map.of(
                contract.waveformOut().name(), waveformOut.tensor(),
                contract.spectrumOut().name(), spectrumOut.tensor());
    }

    private static List<SegmentTransform.SpectrumSource> sources(SpectrumMemory memory, int stems) {
        return IntStream.range(0, stems)
                .<SegmentTransform.SpectrumSource>mapToObj(stem -> (frame, rows) -> memory.getFrame(stem, frame, rows))
                .toList();
    }

    @Override
    public List<String> stems() {
        return stems;
    }

    @Override
    public int segmentFrames() {
        return frames;
    }

    @Override
    public String arithmetic() {
        return ";host-stft-1";
    }

    @Override
    public void separate(float[][] mix, float[][][] target) {
        StemRows.putMix(mix, waveformIn);
        transform.forward(mix, mixSpectrum);
        session.run(inputs, outputs);
        for (int stem = 0; stem < stems.size(); stem++) {
            StemRows.getStem(waveformOut, stem, target[stem]);
            transform.addInverse(stemSpectra.get(stem), target[stem]);
        }
        StemRows.requireFinite(target, stems);
    }

    @Override
    public void close() {
        waveformIn.close();
        spectrumIn.close();
        waveformOut.close();
        spectrumOut.close();
    }
}
