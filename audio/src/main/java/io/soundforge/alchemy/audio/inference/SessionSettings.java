package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * How ONNX Runtime runs a graph.
 *
 * @param cores threads that work on one operator, 1 or more
 * @param device on what
 */
public record SessionSettings(int cores, DeviceWish device) {
    public SessionSettings {
        if (cores < 1) {
            throw new IllegalArgumentException("expected at least 1 core; got " + cores);
        }
    }

    /** On the CPU. */
    public SessionSettings(int cores) {
        this(cores, DeviceWish.CPU);
    }

    /** All processors that this JVM, or its container, may use, or a device that is faster. */
    public static SessionSettings ofThisMachine() {
        return new SessionSettings(Runtime.getRuntime().availableProcessors(), DeviceWish.AUTO);
    }

    /**
     * For the fingerprint: everything that may change a byte. The number of threads is part of it because the runtime
     * promises equal bytes only for an equal number.
     */
    String text(Device placed) {
        String where = placed == Device.CUDA ? "cuda-" + Cuda.card() : "cpu";
        return where + "-" + InstructionSet.text() + ",sequential,all-opt,deterministic,intra-" + cores;
    }

    /** For people. */
    String deviceText(Placement<?> placement) {
        String reason = placement.why().isEmpty() ? "" : "; not on cuda: " + placement.why();
        return placement.device() == Device.CUDA
                ? "cuda:0"
                : "cpu (" + cores + (cores == 1 ? " thread" : " threads") + reason + ")";
    }

    /**
     * Options for one session; the caller closes them. Arena and memory pattern are off because they hold on to the
     * peak for as long as the session lives; spinning is off because it starves whatever runs beside us. {@code
     * session.set_denormal_as_zero} is left alone: it changes the arithmetic of the calling Java thread as well, so
     * that the same sum would differ from thread to thread.
     *
     * @throws OrtException when the device's libraries cannot be loaded
     */
    OrtSession.SessionOptions options(Device placed) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        try {
            set(options);
            if (placed == Device.CUDA) {
                Cuda.addTo(options);
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private void set(OrtSession.SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(cores);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.setDeterministicCompute(true);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
    }
}
