package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** Whoever asks what is being asked already waits for that answer; beyond some at once, questions wait for their turn. */
final class SingleFlight<K, V> {
    private final int most;
    private final int mostWaiting;
    private final Map<K, Future<V>> flights = new HashMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param most different questions at once
     * @param mostWaiting further ones that wait until one of these is answered
     */
    SingleFlight(int most, int mostWaiting) {
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    /** Fails with UNAVAILABLE when too many questions wait; else as the question. */
    Future<V> join(K key, Supplier<Future<V>> question) {
        Promise<V> promise = Promise.promise();
        synchronized (this) {
            Future<V> present = flights.get(key);
            if (present != null) {
                return present;
            }
            if (running >= most && waiting.size() >= mostWaiting) {
                return Future.failedFuture(new AlchemyException(
                        ErrorCode.UNAVAILABLE, "too many questions to Spotify at once; try again in a moment"));
            }
            flights.put(key, promise.future());
            if (running >= most) {
                waiting.add(() -> depart(key, question, promise));
                return promise.future();
            }
            running++;
        }
        depart(key, question, promise);
        return promise.future();
    }

    private void depart(K key, Supplier<Future<V>> question, Promise<V> promise) {
        Future.succeededFuture()
                .compose(start -> question.get())
                .onComplete(answer -> land(key))
                .onComplete(promise);
    }

    private void land(K key) {
        Runnable next;
        synchronized (this) {
            flights.remove(key);
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
