package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server as our child. One thread of its own starts it, copies what it says into a bounded log and stays until it
 * has ended: the signal that ties the child to us is tied to that thread.
 */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final long LOG_LIMIT = 5L << 20;
    private static final int LAST_LINES = 5;

    private final String name;
    private final String readyText;
    private final Path logFile;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ServerProcess(String name, String readyText, Path logFile) {
        this.name = name;
        this.readyText = readyText;
        this.logFile = logFile;
    }

    /**
     * Starts the server and waits until it says that it is ready.
     *
     * @param readyText part of the line it then writes
     * @throws LaunchException if it ends before that, or is not ready in time; the message holds its last words
     */
    static ServerProcess start(String name, List<String> command, String readyText, Path logFile, Duration deadline) {
        ServerProcess server = new ServerProcess(name, readyText, logFile);
        Thread thread = new Thread(() -> server.run(command), name.toLowerCase(java.util.Locale.ROOT) + "-server");
        thread.setDaemon(true);
        thread.start();
        server.awaitReady(deadline);
        return server;
    }

    private void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            started.complete(process);
            copyLog(process);
            int exit = process.waitFor();
            LOG.info("{} (pid {}) ended with status {}", name, process.pid(), exit);
            ready.completeExceptionally(new LaunchException(name + " ended with status " + exit));
        } catch (IOException e) {
            started.completeExceptionally(e);
            ready.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on reading whatever happens to the log file: a full pipe would stop the server. */
    private void copyLog(Process process) throws IOException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BoundedLog log = new BoundedLog(logFile, LOG_LIMIT)) {
            boolean writable = true;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                notice(line);
                writable = writable && write(log, line);
            }
        }
    }

    private boolean write(BoundedLog log, String line) {
        try {
            log.line(line);
            return true;
        } catch (IOException e) {
            LOG.warn("the log of {} cannot be written any more: {}", name, e.getMessage());
            return false;
        }
    }

    private void notice(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == LAST_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
        if (line.contains(readyText)) {
            ready.complete(null);
        }
    }

    private void awaitReady(Duration deadline) {
        try {
            ready.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LaunchException(name + " did not start. " + lastWords(), e);
        } catch (TimeoutException e) {
            kill();
            throw new LaunchException(name + " was not ready within " + deadline.toSeconds() + " s. " + lastWords());
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while " + name + " started", e);
        }
    }

    private String lastWords() {
        synchronized (lastLines) {
            return "Its last words were \"" + String.join(" | ", lastLines) + "\"; its log is " + logFile + ".";
        }
    }

    /** What it said last contains this text. */
    boolean said(String text) {
        synchronized (lastLines) {
            return lastLines.stream().anyMatch(line -> line.contains(text));
        }
    }

    private Process process() {
        return started.join();
    }

    long pid() {
        return process().pid();
    }

    boolean alive() {
        return process().isAlive();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process().destroy();
    }

    /** Waits for its end, and kills it when that does not come in time. */
    void awaitEnd(Duration deadline) {
        try {
            if (!process().waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} (pid {}) did not end within {} s and is killed", name, pid(), deadline.toSeconds());
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        if (started.isDone() && !started.isCompletedExceptionally()) {
            process().destroyForcibly();
        }
    }
}
