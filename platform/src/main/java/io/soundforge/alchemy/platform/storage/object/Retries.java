package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Repeats what may be repeated, when repeating can help. */
final class Retries {
    private final Vertx vertx;
    private final StorePatience patience;

    Retries(Vertx vertx, StorePatience patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** @param call must be harmless to repeat */
    <T> Future<T> run(Supplier<Future<T>> call) {
        return attempt(call, 1);
    }

    private <T> Future<T> attempt(Supplier<Future<T>> call, int number) {
        return call.get()
                .recover(error -> number < patience.tries() && mayHelp(error)
                        ? after(waitFor(error, number + 1)).compose(waited -> attempt(call, number + 1))
                        : Future.failedFuture(error));
    }

    Future<Void> after(Duration wait) {
        return vertx.timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS).mapEmpty();
    }

    static boolean mayHelp(Throwable error) {
        return error instanceof AlchemyException known && known.code().retryable();
    }

    /** At least as long as the store asks for, within reason. */
    Duration waitFor(Throwable error, int attempt) {
        Duration own = patience.waitBefore(attempt);
        Duration asked = AlchemyException.retryAfterOf(error).orElse(Duration.ZERO);
        Duration longer = asked.compareTo(own) > 0 ? asked.plus(own) : own;
        return longer.compareTo(patience.longestWait()) > 0 ? patience.longestWait() : longer;
    }
}
