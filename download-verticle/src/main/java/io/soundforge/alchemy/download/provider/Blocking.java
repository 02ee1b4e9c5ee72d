package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Blocking work of providers on worker threads. */
public final class Blocking {
    private final WorkerExecutor workers;

    public Blocking(WorkerExecutor workers) {
        this.workers = workers;
    }

    public <T> Future<T> call(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    /** A health that says so when the look at it fails. */
    public Future<ProviderHealth> health(Callable<ProviderHealth> look) {
        return call(look)
                .otherwise(error -> ProviderHealth.bad(
                        AlchemyException.failureOf(error).message(), "Look at the provider's configuration."));
    }

    /** Runs work in a folder of its own, which goes with it. */
    public static <T> T inFolder(FolderWork<T> work) {
        try {
            Path folder = Files.createTempDirectory("alchemy-provider");
            try {
                return work.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "there is no room for a provider's files", e);
        }
    }

    /** Work that needs a folder. */
    @FunctionalInterface
    public interface FolderWork<T> {
        T in(Path folder) throws IOException;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
