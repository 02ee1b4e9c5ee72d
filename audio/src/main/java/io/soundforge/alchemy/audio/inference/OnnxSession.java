package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A loaded graph. The environment behind it is one per process and is never closed, as the runtime wants it. */
final class OnnxSession implements AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Device device;
    private final String deviceText;

    private OnnxSession(Path file, OrtEnvironment environment, Placement<OrtSession> placement, String deviceText) {
        this.file = file;
        this.environment = environment;
        this.session = placement.loaded();
        this.device = placement.device();
        this.deviceText = deviceText;
    }

    /**
     * Loads a graph.
     *
     * @throws AlchemyException MODEL_REFUSED when the runtime does not take the file; UNAVAILABLE when the device that
     *     was asked for cannot be used
     */
    static OnnxSession open(Path file, SessionSettings settings) {
        OrtEnvironment environment = environment();
        try {
            environment.setTelemetry(false);
            Placement<OrtSession> placement = Placement.of(
                    settings.device(), Cuda.absence(), device -> load(environment, file, settings, device));
            return new OnnxSession(file, environment, placement, settings.deviceText(placement));
        } catch (OrtException e) {
            throw failure(ErrorCode.MODEL_REFUSED, file, "was not accepted by ONNX Runtime " + version(), e);
        }
    }

    private static OrtSession load(OrtEnvironment environment, Path file, SessionSettings settings, Device device)
            throws OrtException {
        try (OrtSession.SessionOptions options = settings.options(device)) {
            return environment.createSession(file.toString(), options);
        }
    }

    /** On what it runs. */
    Device device() {
        return device;
    }

    /** For people: the device and, where it was not the first choice, why. */
    String deviceText() {
        return deviceText;
    }

    /** Version of the native runtime. */
    static String version() {
        return environment().getVersion();
    }

    private static OrtEnvironment environment() {
        NativeRuntime.prepare();
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "alchemy");
    }

    List<Port> inputs() {
        try {
            return ports(session.getInputInfo());
        } catch (OrtException e) {
            throw refusal("has unreadable inputs", e);
        }
    }

    List<Port> outputs() {
        try {
            return ports(session.getOutputInfo());
        } catch (OrtException e) {
            throw refusal("has unreadable outputs", e);
        }
    }

    private static List<Port> ports(Map<String, NodeInfo> infos) {
        return infos.values().stream().map(OnnxSession::port).toList();
    }

    private static Port port(NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            return new Port(info.getName(), "not a tensor", null);
        }
        List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
        // The runtime reports a graph that states no shape as one of rank 0.
        return new Port(info.getName(), typeText(tensor.type), shape.isEmpty() ? null : shape);
    }

    private static String typeText(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Zeros of the shape that a port states in full; the caller closes them. */
    PinnedTensor tensor(Port port) {
        try {
            return PinnedTensor.of(environment, port);
        } catch (OrtException e) {
            throw failure("could not be fed", e);
        }
    }

    /** Runs into memory of the runtime's own. */
    OrtSession.Result run(Map<String, OnnxTensor> inputs) throws OrtException {
        return session.run(inputs);
    }

    /** Runs into the given tensors, one for every output. */
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
        try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
            for (int i = 0; i < outputs.size(); i++) {
                if (result.isResultOwner(i)) {
                    throw new IllegalStateException("the runtime did not write into the pinned output");
                }
            }
        } catch (OrtException e) {
            throw failure("failed while separating", e);
        }
    }

    AlchemyException refusal(String whatHappened, OrtException cause) {
        return failure(ErrorCode.MODEL_REFUSED, file, whatHappened, cause);
    }

    AlchemyException failure(String whatHappened, OrtException cause) {
        return failure(ErrorCode.INTERNAL, file, whatHappened, cause);
    }

    /** The runtime's own text without the folder, which is nobody's business. */
    private static AlchemyException failure(ErrorCode code, Path file, String whatHappened, OrtException cause) {
        Path folder = file.toAbsolutePath().getParent();
        String reason = String.valueOf(cause.getMessage())
                .replace(file.toString(), String.valueOf(file.getFileName()))
                .replace(folder + "/", "")
                .replace(String.valueOf(folder), "the models folder");
        return new AlchemyException(
                code, "the model " + file.getFileName() + " " + whatHappened + ": " + reason, cause);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failure("could not be closed", e);
        }
    }
}
