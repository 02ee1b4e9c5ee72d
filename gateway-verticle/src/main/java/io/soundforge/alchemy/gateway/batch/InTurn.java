package io.soundforge.alchemy.gateway.batch;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Long lists in handy parts, one after the other, so that no single step keeps an event loop. */
final class InTurn {
    private static final int PART = 250;

    private InTurn() {}

    /** Stops at the first part that fails. */
    static <T> Future<Void> each(Collection<T> all, Function<List<T>, Future<?>> work) {
        List<T> list = List.copyOf(all);
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < list.size(); from += PART) {
            List<T> part = list.subList(from, Math.min(from + PART, list.size()));
            done = done.compose(before -> work.apply(part).mapEmpty());
        }
        return done;
    }
}
