package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import java.util.List;
import java.util.Map;

/** Runs a {@link WaveformContract}. */
final class WaveformBinding implements SegmentBinding {
    private final OnnxSession session;
    private final List<String> stems;
    private final int frames;
    private final PinnedTensor mixSamples;
    private final PinnedTensor stemSamples;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    WaveformBinding(OnnxSession session, WaveformContract contract) {
        this.session = session;
        this.stems = contract.stems().orElseThrow();
        this.frames = contract.segmentFrames();
        this.mixSamples = session.tensor(contract.input());
        this.stemSamples = session.tensor(contract.output());
        this.inputs = Map.of(contract.input().name(), mixSamples.tensor());
        this.outputs = Map.of(contract.output().name(), stemSamples.tensor());
    }

    @Override
    public List<String> stems() {
        return stems;
    }

    @Override
    public int segmentFrames() {
        return frames;
    }

    /** None. */
    @Override
    public String arithmetic() {
        return "";
    }

    @Override
    public void separate(float[][] mix, float[][][] target) {
        StemRows.putMix(mix, mixSamples);
        session.run(inputs, outputs);
        for (int stem = 0; stem < stems.size(); stem++) {
            StemRows.getStem(stemSamples, stem, target[stem]);
        }
        StemRows.requireFinite(target, stems);
    }

    @Override
    public void close() {
        mixSamples.close();
        stemSamples.close();
    }
}
