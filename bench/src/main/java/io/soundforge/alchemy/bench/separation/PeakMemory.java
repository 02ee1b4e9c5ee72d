package io.soundforge.alchemy.bench.separation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The most memory that a process of its own needs for one separation: the main class of that process, and its parent. */
final class PeakMemory {
    private PeakMemory() {}

    /** @param arguments folder, model, threads, minutes */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path track = BenchTrack.write(folder.resolve("long.f32"), Double.parseDouble(arguments[3]));
        try (Separations separations = new Separations(folder, Path.of(arguments[1]), Integer.parseInt(arguments[2]))) {
            separations.separate(track, 1);
        } finally {
            Files.delete(track);
        }
        System.out.println(peakMegabytes());
    }

    /** VmHWM of Linux. */
    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) / 1024.0;
            }
        }
        throw new IOException("this system does not tell a process's peak memory (VmHWM in /proc/self/status)");
    }

    /** Megabytes that a fresh virtual machine, started as this one was, needed at most. */
    static double of(Path folder, Path model, int threads, double minutes) throws Exception {
        Path output = folder.resolve("peak.txt");
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:MaxRAMPercentage=25",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeakMemory.class.getName(),
                        folder.toString(),
                        model.toString(),
                        Integer.toString(threads),
                        Double.toString(minutes)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!child.waitFor(6, TimeUnit.HOURS) || child.exitValue() != 0) {
                throw new IllegalStateException("the separation of " + minutes + " minutes failed");
            }
        } finally {
            child.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        return Double.parseDouble(lines.get(lines.size() - 1));
    }
}
