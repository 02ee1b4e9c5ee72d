package io.soundforge.alchemy.bench.separation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Time on the wall and on this process's processors, which other programs disturb less. */
final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long wall = System.nanoTime();
    private final long processors = SYSTEM.getProcessCpuTime();

    /** @param wall seconds
     * @param processors seconds */
    record Times(double wall, double processors) {
        static final Times NONE = new Times(0, 0);

        Times plus(Times other) {
            return new Times(wall + other.wall, processors + other.processors);
        }
    }

    /** Something that is timed. */
    interface Work {
        void run() throws Exception;
    }

    static Times time(Work work) throws Exception {
        Stopwatch watch = new Stopwatch();
        work.run();
        return watch.times();
    }

    Times times() {
        return new Times((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - processors) / 1e9);
    }
}
