package io.soundforge.alchemy.bench.separation;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A model run by ONNX Runtime and nothing else, over memory of its own, with the settings that separations use. */
final class BareRuns implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    /** Loads and warms up a model whose ports state float32 and all their axes. */
    BareRuns(Path model, int threads) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.setDeterministicCompute(true);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(model.toString(), options);
        }
        session.getInputInfo().forEach((name, info) -> inputs.put(name, tensor(environment, info)));
        session.getOutputInfo().forEach((name, info) -> outputs.put(name, tensor(environment, info)));
        run();
    }

    private static OnnxTensor tensor(OrtEnvironment environment, NodeInfo info) {
        long[] shape = ((TensorInfo) info.getInfo()).getShape();
        long count = 1;
        for (long axis : shape) {
            count *= axis;
        }
        FloatBuffer noise = ByteBuffer.allocateDirect(Math.toIntExact(count * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            noise.put(i, (float) (2 * random.nextDouble() - 1));
        }
        try {
            return OnnxTensor.createTensor(environment, noise, shape);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One run. */
    void run() throws OrtException {
        session.run(inputs, Set.of(), outputs).close();
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
