package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.audio.separation.SegmentAssistant;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes segments of separations that other nodes run, one at a time, while this node has none of its own. It works on
 * the pool of the separations: a job that arrives waits for one segment at most, and never shares the memory with one.
 */
public final class Assistance {
    private static final Logger log = LoggerFactory.getLogger(Assistance.class);
    private static final long LOOK_MILLIS = 1000;
    private static final long LOOK_AFTER_FAILURE_MILLIS = 30_000;
    private static final long FILE_SECONDS = 30;

    private final Vertx vertx;
    private final WorkerExecutor pool;
    private final BlobStore blobs;
    private final SegmentAssistant assistant;
    private final BooleanSupplier idle;
    private volatile boolean stopped;

    /** @param idle whether this node has no separation of its own */
    public Assistance(
            Vertx vertx, WorkerExecutor pool, ProcessingParts parts, SegmentShelf shelf, BooleanSupplier idle) {
        this.vertx = vertx;
        this.pool = pool;
        this.blobs = parts.blobs();
        this.assistant = new SegmentAssistant(shelf, parts.models()::model, this::canonical);
        this.idle = idle;
    }

    public void start() {
        lookIn(LOOK_MILLIS);
    }

    public void stop() {
        stopped = true;
    }

    private void lookIn(long millis) {
        if (!stopped) {
            vertx.setTimer(millis, now -> look());
        }
    }

    private void look() {
        if (stopped || !idle.getAsBoolean()) {
            lookIn(LOOK_MILLIS);
            return;
        }
        pool.executeBlocking(() -> idle.getAsBoolean() && !stopped && assistant.assist(), false)
                .onSuccess(this::looked)
                .onFailure(error -> {
                    log.warn("a segment of another node's separation could not be computed here", error);
                    lookIn(LOOK_AFTER_FAILURE_MILLIS);
                });
    }

    private void looked(boolean helped) {
        if (helped) {
            look();
        } else {
            lookIn(LOOK_MILLIS);
        }
    }

    /** Separations name their canonical audio by its key. */
    private Optional<Path> canonical(String key, String sha256) {
        try {
            return Optional.of(
                    blobs.local(key).toCompletionStage().toCompletableFuture().get(FILE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("the audio of another node's separation cannot be read here", e);
            return Optional.empty();
        }
    }
}
