package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.launcher.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code alchemy up} as a process of its own, which a test may end in any way it likes. */
final class AlchemyProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("is up: (http://\\S+)");
    private static final long START_SECONDS = 180;

    private final Process process;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private AlchemyProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "alchemy-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a server on a free port.
     *
     * @param options further ones of {@code up}
     */
    static AlchemyProcess up(Path data, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new AlchemyProcess(builder.start());
    }

    /** Waits until requests are answered. */
    URI address() throws Exception {
        return ready.get(START_SECONDS, TimeUnit.SECONDS);
    }

    /** Everything it said so far. */
    String told() {
        return String.join("\n", told);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, without waiting. */
    void askToStop() {
        process.destroy();
    }

    /** SIGTERM; answers the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    ready.complete(URI.create(address.group(1)));
                }
            }
            ready.completeExceptionally(new IllegalStateException("the server ended: " + told()));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
