package io.soundforge.alchemy.launcher.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers that an earlier, killed run of ours has left alive. They are known by their program: it lies in our data
 * folder, which we have locked, so no other run of ours can own them. A process id in a file proves nothing, because
 * the system gives old numbers to new processes: nothing is ever signalled for that alone.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Path programs;

    /** @param programs folder that holds the unpacked programs, at any depth */
    Leftovers(Path programs) throws IOException {
        this.programs = programs.toRealPath();
    }

    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).startsWith(programs))
                .orElse(false);
    }

    /** Asks all of them to end, waits, and kills those that have not. */
    void end(Duration patience) {
        List<ProcessHandle> processes = alive();
        processes.forEach(ProcessHandle::destroy);
        if (!ended(processes, patience)) {
            LOG.warn("a server that an earlier run left behind does not end and is killed");
            List<ProcessHandle> stubborn = alive();
            stubborn.forEach(ProcessHandle::destroyForcibly);
            ended(stubborn, patience);
        }
    }

    private static boolean ended(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
