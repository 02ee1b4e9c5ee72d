package io.soundforge.alchemy.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that ends by itself, such as {@code initdb}, and keeps what it said. */
final class ShortCommand {
    private ShortCommand() {}

    /**
     * How a program ended.
     *
     * @param output standard output and error together
     */
    record Outcome(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /**
     * Runs to the end, or kills it at the deadline.
     *
     * @param folder for a file with the program's output, deleted afterwards; a pipe would have to be drained
     * @param input what it reads from standard input
     * @throws IOException if it cannot be started or does not end in time
     */
    static Outcome run(List<String> command, Path folder, String input, Duration deadline) throws IOException {
        Path output = Files.createTempFile(folder, "command-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            feed(process, input);
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within " + deadline.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void feed(Process process, String input) throws IOException {
        try (var standardInput = process.getOutputStream()) {
            standardInput.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            } // a program that has ended already did not want its input; its exit status says how it went
        }
    }

    /** Whether a program can be started here and ends well. */
    static boolean works(Path folder, String... command) {
        try {
            return run(List.of(command), folder, "", Duration.ofSeconds(10)).succeeded();
        } catch (IOException notThere) {
            return false;
        }
    }
}
