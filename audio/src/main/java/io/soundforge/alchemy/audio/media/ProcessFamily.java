package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String OWNER = "ALCHEMY_OWNER";
    private static final Duration COURTESY = Duration.ofSeconds(5);

    /** The family that the environment names; empty if it names none. */
    static Optional<ProcessFamily> of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).map(ProcessFamily::new);
    }

    /** What makes a program a member, for its environment, and who started it. */
    public Map<String, String> environment() {
        return Map.of(
                VARIABLE, name, OWNER, Long.toString(ProcessHandle.current().pid()));
    }

    /** Ends the members of all families that were started by a program which is not there any more, as {@link #end(Stream)}. */
    public static void endOrphans() {
        end(ProcessHandle.allProcesses()
                .filter(process -> entries(process.pid())
                        .filter(entry -> entry.startsWith(OWNER + "="))
                        .anyMatch(entry -> isGone(entry.substring(OWNER.length() + 1))))
                .filter(process -> numbersAreOurs(process.pid())));
    }

    /** A container beside us may be in sight, but its numbers of processes are its own. */
    private static boolean numbersAreOurs(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "pid"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException goneOrSomebodyElses) {
            LOG.trace("the namespace of process {} cannot be read", pid, goneOrSomebodyElses);
            return false;
        }
    }

    private static boolean isGone(String pid) {
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
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
        String member = VARIABLE + "=" + name;
        return ProcessHandle.allProcesses()
                .filter(process -> entries(process.pid()).anyMatch(member::equals));
    }

    /** The environment of a process; empty if it is gone, or not ours to read. */
    private static Stream<String> entries(long pid) {
        try {
            byte[] entries = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return Stream.of(new String(entries, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException goneOrSomebodyElses) {
            LOG.trace("the environment of process {} cannot be read", pid, goneOrSomebodyElses);
            return Stream.empty();
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
