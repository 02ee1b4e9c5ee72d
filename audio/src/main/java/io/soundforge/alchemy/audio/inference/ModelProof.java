package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The runs before a graph is trusted, for its shapes may be missing or lie and its weights may be damaged: a segment of
 * silence shows what comes out, a segment of noise that we can feed and read it.
 *
 * @param contract of which nothing is open any more
 * @param binding the one that fed and read it, ready for more
 */
record ModelProof(ModelContract contract, SegmentBinding binding) {

    /**
     * Proves a graph.
     *
     * @throws AlchemyException MODEL_REFUSED when it obeys no contract of the family or does not give finite samples
     */
    static ModelProof of(OnnxSession session, ModelFamily family) {
        ModelContract stated = family.require(session.inputs(), session.outputs());
        List<Port> given = runOnSilence(session, stated.feeds());
        ModelContract proven = family.match(stated.feeds(), given)
                .orElseThrow(() -> family.refusal(
                        "for inputs " + Port.text(stated.feeds()) + " a test run gave " + Port.text(given)));
        SegmentBinding binding = proven.bind(session);
        try {
            binding.separate(
                    noise(binding.segmentFrames()), new float[binding.stems().size()][2][binding.segmentFrames()]);
            return new ModelProof(proven, binding);
        } catch (RuntimeException e) {
            binding.close();
            throw e;
        }
    }

    /** The outputs with the shapes that a run on zeros gives them. */
    static List<Port> runOnSilence(OnnxSession session, List<Port> feeds) {
        Map<String, PinnedTensor> zeros = new LinkedHashMap<>();
        try {
            feeds.forEach(feed -> zeros.put(feed.name(), session.tensor(feed)));
            Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
            zeros.forEach((name, tensor) -> inputs.put(name, tensor.tensor()));
            try (OrtSession.Result result = session.run(inputs)) {
                return outputs(session.outputs(), result);
            }
        } catch (OrtException e) {
            throw session.refusal("failed on silence for inputs " + Port.text(feeds), e);
        } finally {
            zeros.values().forEach(PinnedTensor::close);
        }
    }

    private static List<Port> outputs(List<Port> stated, OrtSession.Result result) {
        List<Port> given = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            OnnxTensor tensor = (OnnxTensor) result.get(i);
            requireFinite(stated.get(i), tensor.getFloatBuffer());
            given.add(stated.get(i)
                    .withShape(
                            Arrays.stream(tensor.getInfo().getShape()).boxed().toList()));
        }
        return given;
    }

    private static void requireFinite(Port output, FloatBuffer samples) {
        while (samples.hasRemaining()) {
            float sample = samples.get();
            if (!Float.isFinite(sample)) {
                throw new AlchemyException(
                        ErrorCode.MODEL_REFUSED,
                        "expected finite samples; a test run on silence gave " + sample + " in " + output.text());
            }
        }
    }

    /** As loud as a normalised track: uniform in ±√3, which has unit deviation. */
    private static float[][] noise(int frames) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] noise = new float[2][frames];
        for (float[] channel : noise) {
            for (int i = 0; i < frames; i++) {
                channel[i] = (float) (Math.sqrt(3) * (2 * random.nextDouble() - 1));
            }
        }
        return noise;
    }
}
