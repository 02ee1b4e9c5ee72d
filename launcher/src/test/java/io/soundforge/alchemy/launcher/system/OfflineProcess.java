package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code alchemy separate} as a process of its own, which a test may end in any way it likes. */
final class OfflineProcess {
    private static final long PATIENCE_MINUTES = 5;

    private final Process process;
    private final Path output;

    private OfflineProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Separates into 32-bit WAV files below {@code out}; segments wait in the data folder. */
    static OfflineProcess separate(Path song, Path out, Path data) throws IOException {
        Path output = Files.createTempFile("separate", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(
                "separate", song.toString(), "--out", out.toString(), "--format", "wav", "--bit-depth", "32f"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ALCHEMY_HOME", data.toString());
        return new OfflineProcess(builder.start(), output);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** {@code kill -9}; answers whether it was still at work. */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly().waitFor();
        return alive;
    }

    /** Waits for success. */
    void done() throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .as("ended in time")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** The stems below a folder, by type. */
    static Map<String, byte[]> stems(Path out) throws IOException {
        Map<String, byte[]> stems = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".wav")).toList()) {
                stems.put(String.valueOf(file.getFileName()).replace(".wav", ""), Files.readAllBytes(file));
            }
        }
        return stems;
    }
}
