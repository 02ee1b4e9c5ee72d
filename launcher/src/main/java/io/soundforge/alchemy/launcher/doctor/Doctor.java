package io.soundforge.alchemy.launcher.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs checks side by side. None can keep the others from being reported: not by failing, not by hanging. */
final class Doctor {
    private final Duration patience;

    /** @param patience longest time for a check */
    Doctor(Duration patience) {
        this.patience = patience;
    }

    /** All findings in the order of the checks. */
    List<Finding> examine(List<Check> checks) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, checks.size()), daemons());
        try {
            List<CompletableFuture<List<Finding>>> running =
                    checks.stream().map(check -> begin(check, pool)).toList();
            return running.stream().flatMap(each -> each.join().stream()).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private CompletableFuture<List<Finding>> begin(Check check, ExecutorService pool) {
        return CompletableFuture.supplyAsync(() -> look(check), pool)
                .completeOnTimeout(List.of(late(check)), patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(error -> List.of(failed(check, error)));
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private Finding late(Check check) {
        return Finding.warning(
                check.name(),
                "the check took longer than " + patience.toSeconds() + " s",
                "Run 'alchemy doctor' again when the machine is less busy.");
    }

    private static Finding failed(Check check, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return Finding.problem(
                check.name(),
                "the check failed: " + cause.getClass().getSimpleName() + ": " + said,
                "Look into what it says, then run 'alchemy doctor' again.");
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "doctor");
            thread.setDaemon(true);
            return thread;
        };
    }
}
