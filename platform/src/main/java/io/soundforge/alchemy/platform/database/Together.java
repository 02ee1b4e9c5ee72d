package io.soundforge.alchemy.platform.database;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Puts what many ask alone to the database at once. Nobody waits for company: who comes while nothing is asked goes
 * alone, who comes while all lanes are taken goes with the others who do. Bounded by those who ask. May be used from any
 * thread.
 */
public final class Together<Q, A> {
    private final int lanes;
    private final int most;
    private final Function<List<Q>, Future<List<A>>> question;
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int taken;

    private record Waiting<Q, A>(Q one, Promise<A> answer) {}

    /**
     * @param lanes how often it is asked at once
     * @param most how many go together
     * @param question answers in the order of what it is asked; all or none
     */
    public Together(int lanes, int most, Function<List<Q>, Future<List<A>>> question) {
        this.lanes = lanes;
        this.most = most;
        this.question = question;
    }

    public Future<A> ask(Q one) {
        Promise<A> answer = Promise.promise();
        synchronized (this) {
            waiting.add(new Waiting<>(one, answer));
        }
        next();
        return answer.future();
    }

    private void next() {
        List<Waiting<Q, A>> group = group();
        if (!group.isEmpty()) {
            askAll(group).onComplete(done -> {
                leave();
                next();
            });
        }
    }

    private synchronized List<Waiting<Q, A>> group() {
        List<Waiting<Q, A>> group = new ArrayList<>();
        while (taken < lanes && group.size() < most && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        if (!group.isEmpty()) {
            taken++;
        }
        return group;
    }

    private synchronized void leave() {
        taken--;
    }

    /** Completes, never fails, when everybody has an answer. */
    private Future<Void> askAll(List<Waiting<Q, A>> group) {
        return answers(group)
                .onSuccess(answers -> {
                    for (int i = 0; i < group.size(); i++) {
                        group.get(i).answer().complete(answers.get(i));
                    }
                })
                .<Void>mapEmpty()
                .recover(error -> {
                    if (group.size() > 1 && isOfOne(error)) {
                        return oneByOne(group);
                    }
                    group.forEach(one -> one.answer().fail(error));
                    return Future.succeededFuture();
                });
    }

    private Future<List<A>> answers(List<Waiting<Q, A>> group) {
        return Future.succeededFuture()
                .compose(
                        start -> question.apply(group.stream().map(Waiting::one).toList()));
    }

    /** What the database or a rule refuses of one must not be refused of all; an outage is everybody's. */
    private static boolean isOfOne(Throwable error) {
        return error instanceof PgException
                || (error instanceof AlchemyException known && !known.code().retryable());
    }

    private Future<Void> oneByOne(List<Waiting<Q, A>> group) {
        Future<Void> done = Future.succeededFuture();
        for (Waiting<Q, A> one : group) {
            done = done.compose(before -> askAll(List.of(one)));
        }
        return done;
    }
}
