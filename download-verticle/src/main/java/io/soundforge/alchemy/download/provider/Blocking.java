package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Blocking work of providers on worker threads. */
public final class Blocking {
    private final WorkerExecutor workers;
    private final WorkerExecutor lookers;

    public Blocking(WorkerExecutor workers) {
        this(workers, workers);
    }

    /** @param lookers look after the health of providers, so that no work waits for that */
    public Blocking(WorkerExecutor workers, WorkerExecutor lookers) {
        this.workers = workers;
        this.lookers = lookers;
    }

    public <T> Future<T> call(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    /** A health that says so when the look at it fails. */
    public Future<ProviderHealth> health(Callable<ProviderHealth> look) {
        return lookers.executeBlocking(look, false)
                .otherwise(error -> ProviderHealth.bad(
                        AlchemyException.failureOf(error).message(), "Look at the provider's configuration."));
    }
}
