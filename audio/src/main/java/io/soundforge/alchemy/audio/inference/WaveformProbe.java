package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The one run before a graph is trusted: its shapes may lie, or its weights may be damaged. */
final class WaveformProbe {
    private WaveformProbe() {}

    /**
     * Runs the graph on a test tone.
     *
     * @return the stems, now known from what came out
     * @throws AlchemyException MODEL_REFUSED when the output has another shape or is not finite
     */
    static List<String> run(OnnxSession session, WaveformContract contract) {
        FloatBuffer tone = testTone(contract.segmentFrames());
        try (OnnxTensor input = session.tensor(tone, 1, 2, contract.segmentFrames());
                OrtSession.Result result = session.run(Map.of(contract.input(), input))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            List<Long> shape =
                    Arrays.stream(output.getInfo().getShape()).boxed().toList();
            List<String> stems = requireShape(shape, contract.segmentFrames());
            requireFinite(output.getFloatBuffer());
            return stems;
        } catch (OrtException e) {
            throw session.refusal(
                    "failed on a test tone " + Port.shapeText(List.of(1L, 2L, (long) tone.limit() / 2)), e);
        }
    }

    private static List<String> requireShape(List<Long> shape, int frames) {
        boolean waveforms = shape.size() == 4 && shape.get(0) == 1 && shape.get(2) == 2 && shape.get(3) == frames;
        List<String> stems = waveforms ? StemLayout.of(shape.get(1)).orElse(List.of()) : List.of();
        if (stems.isEmpty()) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "for an input [1,2," + frames + "] expected an output [1,4 or 6,2," + frames + "]; a test run gave "
                            + Port.shapeText(shape));
        }
        return stems;
    }

    private static void requireFinite(FloatBuffer samples) {
        while (samples.hasRemaining()) {
            if (!Float.isFinite(samples.get())) {
                throw new AlchemyException(
                        ErrorCode.MODEL_REFUSED, "expected finite samples; a test run gave NaN or infinity");
            }
        }
    }

    /** 220.5 Hz on the left and 441 Hz on the right, at a quarter of full scale. */
    private static FloatBuffer testTone(int frames) {
        FloatBuffer tone = OnnxSession.directFloats(2L * frames);
        for (int i = 0; i < frames; i++) {
            tone.put(i, 0.25f * (float) Math.sin(2 * Math.PI * i / 200));
            tone.put(frames + i, 0.25f * (float) Math.sin(2 * Math.PI * i / 100));
        }
        return tone;
    }
}
