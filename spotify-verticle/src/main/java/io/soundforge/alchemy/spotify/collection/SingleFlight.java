package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Whoever asks what is being asked already waits for that answer. */
final class SingleFlight<K, V> {
    private final int most;
    private final Map<K, Future<V>> flights = new HashMap<>();

    /** @param most different questions at once */
    SingleFlight(int most) {
        this.most = most;
    }

    /** Fails with UNAVAILABLE when too many questions are on their way; else as the question. */
    Future<V> join(K key, Supplier<Future<V>> question) {
        Promise<V> promise = Promise.promise();
        synchronized (this) {
            Future<V> present = flights.get(key);
            if (present != null) {
                return present;
            }
            if (flights.size() >= most) {
                return Future.failedFuture(new AlchemyException(
                        ErrorCode.UNAVAILABLE, "too many questions to Spotify at once; try again in a moment"));
            }
            flights.put(key, promise.future());
        }
        Future.succeededFuture()
                .compose(start -> question.get())
                .onComplete(answer -> land(key))
                .onComplete(promise);
        return promise.future();
    }

    private synchronized void land(K key) {
        flights.remove(key);
    }
}
