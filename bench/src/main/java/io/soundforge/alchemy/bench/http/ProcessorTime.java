package io.soundforge.alchemy.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor seconds of some processes and all that they have started, from {@code /proc/PID/stat}. */
record ProcessorTime(List<Long> roots) {
    private static final double TICKS_PER_SECOND = 100;

    double seconds() {
        return roots.stream()
                .flatMap(root -> ProcessHandle.of(root).stream())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .mapToDouble(process -> secondsOf(process.pid()))
                .sum();
    }

    private static double secondsOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields =
                    stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from the third field on, the state
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("the time of process " + pid + " cannot be read", e);
        }
    }
}
