package io.soundforge.alchemy.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Memory against what the default model needs. What a trained model takes beside the heap is a figure published for
 * models of this kind in ONNX Runtime without its arena (2.6 GB for one segment), plus twice its file.
 *
 * @param heap most bytes of the Java heap
 * @param machine bytes of the machine, or of the container if that is less
 * @param model the default one
 * @param modelBytes of its file; 0 for the built-in one
 */
record MemoryCheck(long heap, long machine, String model, long modelBytes) implements Check {
    private static final long MIB = 1L << 20;
    private static final long LEAST_HEAP = 256 * MIB;
    /** PostgreSQL, Redis, ffmpeg and the virtual machine itself. */
    private static final long SURROUNDINGS = 512 * MIB;

    private static final long LARGE_MODEL = 16 * MIB;
    private static final long SEGMENT_OF_LARGE_MODEL = 2_600 * MIB;

    static MemoryCheck ofThisProcess(String model, long modelBytes) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryCheck(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize(), model, modelBytes);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> look() {
        String found = heap / MIB + " MiB of heap, " + machine / MIB + " MiB in all; model " + model + " needs about "
                + needed() / MIB + " MiB in all";
        if (heap < LEAST_HEAP) {
            return List.of(Finding.warning(name(), found, "Set ALCHEMY_JAVA_OPTS=-Xmx512m, so that long songs fit."));
        }
        if (machine < needed() / 2) {
            return List.of(Finding.problem(name(), found, remedy()));
        }
        return List.of(machine < needed() ? Finding.warning(name(), found, remedy()) : Finding.ok(name(), found));
    }

    private long needed() {
        long beside = modelBytes > LARGE_MODEL ? SEGMENT_OF_LARGE_MODEL + 2 * modelBytes : 2 * modelBytes;
        return LEAST_HEAP + SURROUNDINGS + beside;
    }

    private String remedy() {
        return modelBytes == 0
                ? "Give the machine or the container more memory."
                : "Give the machine or the container more memory, or set DEMUCS_MODEL=spectral.";
    }
}
