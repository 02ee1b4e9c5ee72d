package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * How ONNX Runtime runs a graph.
 *
 * @param cores threads that work on one operator, 1 or more. Part of the fingerprint: the runtime promises equal bytes
 *     only for an equal number
 */
public record SessionSettings(int cores) {
    public SessionSettings {
        if (cores < 1) {
            throw new IllegalArgumentException("expected at least 1 core; got " + cores);
        }
    }

    /** All processors that this JVM may use. */
    public static SessionSettings ofThisMachine() {
        return new SessionSettings(Runtime.getRuntime().availableProcessors());
    }

    /** For the fingerprint: everything that may change a byte. */
    String text() {
        return "cpu-" + System.getProperty("os.arch") + ",sequential,all-opt,deterministic,intra-" + cores;
    }

    /**
     * Options for one session; the caller closes them. Arena and memory pattern are off because they hold on to the
     * peak of 5 GB for as long as the session lives; spinning is off because it starves whatever runs beside us. {@code
     * session.set_denormal_as_zero} is left alone: it changes the arithmetic of the calling Java thread as well, so
     * that the same sum would differ from thread to thread.
     */
    OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
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
        return options;
    }
}
