package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program and all that it has started, also what it has lost sight of: a grandchild whose parent has ended hangs on no
 * tree of ours any more, but it has inherited a variable of the environment. Where {@code /proc} tells no environments,
 * only the tree is known.
 *
 * @param name what the variable says
 */
public record ProcessFamily(String name) {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFamily.class);
    private static final String VARIABLE = "ALCHEMY_RUN";
    private static final Duration COURTESY = Duration.ofSeconds(5);

    /** The family that the environment names, else one of its own. */
    static ProcessFamily of(Map<String, String> environment) {
        return new ProcessFamily(
                environment.getOrDefault(VARIABLE, UUID.randomUUID().toString()));
    }

    /** What makes a program a member, for its environment. */
    public Map<String, String> environment() {
        return Map.of(VARIABLE, name);
    }

    /** Ends all members, as {@link #end(Stream)}. */
    public void end() {
        end(members());
    }

    /** Ends all members and this one, whether or not it is known by its environment. */
    void end(ProcessHandle first) {
        end(Stream.concat(Stream.of(first).filter(ProcessHandle::isAlive), members()));
    }

    private Stream<ProcessHandle> members() {
        byte[] entry = (VARIABLE + "=" + name).getBytes(StandardCharsets.UTF_8);
        return ProcessHandle.allProcesses().filter(process -> hasEntry(process.pid(), entry));
    }

    private static boolean hasEntry(long pid, byte[] entry) {
        try {
            byte[] entries = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            for (int start = 0, end = 0; end <= entries.length; end++) {
                if (end == entries.length || entries[end] == 0) {
                    if (Arrays.equals(entries, start, end, entry, 0, entry.length)) {
                        return true;
                    }
                    start = end + 1;
                }
            }
            return false;
        } catch (IOException somebodyElsesOrGone) {
            LOG.trace("the environment of process {} cannot be read", pid, somebodyElsesOrGone);
            return false;
        }
    }

    /**
     * Asks processes and everything below them to end, and kills what has not done so after a few seconds: parents
     * first, so that they start no more children.
     */
    static void end(Stream<ProcessHandle> processes) {
        List<ProcessHandle> all =
                processes.flatMap(ProcessFamily::withDescendants).distinct().toList();
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = awaitEnd(all);
        all.stream().flatMap(ProcessFamily::withDescendants).distinct().forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    /** Waits whether or not the thread is interrupted; the answer is whether it was. */
    private static boolean awaitEnd(List<ProcessHandle> processes) {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        long deadline = System.nanoTime() + COURTESY.toNanos();
        boolean interrupted = false;
        while (true) {
            try {
                all.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException e) {
                LOG.debug("a child does not end when asked", e);
                return interrupted;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the end of a process cannot fail", e);
            }
        }
    }
}
