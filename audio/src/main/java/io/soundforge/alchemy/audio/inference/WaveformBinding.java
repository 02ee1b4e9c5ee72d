package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Runs a {@link WaveformContract}. Two direct buffers in native order are shared with the runtime for as long as the
 * binding lives: the runtime reads from one and writes into the other, and nothing is allocated per segment.
 */
final class WaveformBinding implements SegmentBinding {
    private final OnnxSession session;
    private final List<String> stems;
    private final int frames;
    private final FloatBuffer mixSamples;
    private final FloatBuffer stemSamples;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    WaveformBinding(OnnxSession session, WaveformContract contract, List<String> stems) {
        this.session = session;
        this.stems = stems;
        this.frames = contract.segmentFrames();
        this.mixSamples = OnnxSession.directFloats(2L * frames);
        this.stemSamples = OnnxSession.directFloats(2L * frames * stems.size());
        this.inputs = Map.of(contract.input(), session.tensor(mixSamples, 1, 2, frames));
        this.outputs = Map.of(contract.output(), session.tensor(stemSamples, 1, stems.size(), 2, frames));
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
    public void separate(float[][] mix, float[][][] target) {
        mixSamples.put(0, mix[0], 0, frames);
        mixSamples.put(frames, mix[1], 0, frames);
        runGraph();
        for (int stem = 0; stem < stems.size(); stem++) {
            for (int channel = 0; channel < 2; channel++) {
                float[] row = target[stem][channel];
                stemSamples.get((2 * stem + channel) * frames, row, 0, frames);
                requireFinite(row, stems.get(stem));
            }
        }
    }

    private void runGraph() {
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            if (result.isResultOwner(0)) {
                throw new IllegalStateException("the runtime did not write into the pinned output");
            }
        } catch (OrtException e) {
            throw session.failure("failed while separating", e);
        }
    }

    /** A NaN that slipped through would spread over the whole overlap; better no stem than a silently broken one. */
    private void requireFinite(float[] row, String stem) {
        for (int i = 0; i < frames; i++) {
            if (!Float.isFinite(row[i])) {
                throw new AlchemyException(
                        ErrorCode.MODEL_REFUSED,
                        "expected finite samples; the model gave " + row[i] + " in the stem " + stem);
            }
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
