package io.soundforge.alchemy.bench.chaos.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link ChaosWorker} as its tormentor sees it. */
public final class WorkerProcess implements AutoCloseable {
    private static final long START_SECONDS = 120;
    private static final long SIGNAL_SECONDS = 20;

    private final String name;
    private final Process process;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Instant> ready = new CompletableFuture<>();

    private WorkerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one with this program's own Java and class path, and does not wait.
     *
     * @param environment added to ours
     */
    public static WorkerProcess start(WorkerSettings settings, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosWorker.class.getName()));
        command.addAll(settings.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new WorkerProcess(settings.name(), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** Waits until it looks for work; answers what its own clock said then. */
    public Instant awaitReady() {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not start: " + told, e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The rest of each line that it told so far and that begins with this word. */
    public List<String> told(String word) {
        return told.stream()
                .filter(line -> line.startsWith(word + " ") || line.equals(word))
                .map(line -> line.substring(word.length()).strip())
                .toList();
    }

    /** The processes it started that are still alive. */
    public List<Long> childrenAlive() {
        return told("child").stream()
                .map(Long::valueOf)
                .filter(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
                .toList();
    }

    /** {@code kill -9}, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGSTOP. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void goOn() {
        signal("CONT");
    }

    /** SIGTERM, and waits for its end. Not through {@link Process}, which would also close what the worker reads. */
    public void terminate() {
        signal("TERM");
        awaitEnd();
    }

    @Override
    public void close() {
        List<Long> children = childrenAlive();
        kill();
        children.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException(name + " could not be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (line.startsWith("ready ")) {
                    ready.complete(Instant.parse(line.substring("ready ".length())));
                }
            }
            ready.completeExceptionally(new IllegalStateException(name + " has ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
