package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets so many at work at once, and so many wait; for calls from any thread. */
public final class Turns {
    private final int most;
    private final int mostWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int working;

    public Turns(int most, int mostWaiting) {
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    /** Fails with UNAVAILABLE when too many wait already. */
    public <T> Future<T> take(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        Runnable turn = () -> begin(work, done);
        synchronized (this) {
            if (working >= most) {
                if (waiting.size() >= mostWaiting) {
                    return Future.failedFuture(new AlchemyException(
                            ErrorCode.UNAVAILABLE, "too many files are waiting for the storage; try again soon"));
                }
                waiting.add(turn);
                return done.future();
            }
            working++;
        }
        turn.run();
        return done.future();
    }

    private <T> void begin(Supplier<Future<T>> work, Promise<T> done) {
        Future.succeededFuture().compose(start -> work.get()).onComplete(result -> {
            next();
            if (result.succeeded()) {
                done.complete(result.result());
            } else {
                done.fail(result.cause());
            }
        });
    }

    private void next() {
        Runnable turn;
        synchronized (this) {
            turn = waiting.poll();
            if (turn == null) {
                working--;
                return;
            }
        }
        turn.run();
    }
}
