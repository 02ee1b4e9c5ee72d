package io.soundforge.alchemy.bench.chaos.worker;

import io.soundforge.alchemy.bench.chaos.worker.Deed.Fate;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Does deeds. What it prints is what the bench cannot read from tables. */
final class Doer {
    private static final int STEPS = 4;
    private static final int KILLED = 137;

    private final Vertx vertx;
    private final String node;

    Doer(Vertx vertx, String node) {
        this.vertx = vertx;
        this.node = node;
    }

    Future<Publication> perform(JobRun run, Deed deed) {
        if (deed.fate() == Fate.POISON) {
            Runtime.getRuntime().halt(KILLED);
        }
        Promise<Publication> end = Promise.promise();
        run.onStop(() -> System.out.println("told to stop " + run.attemptName()));
        if (deed.child()) {
            beside(run, end);
        }
        if (!deed.deaf()) {
            run.onStop(() -> end.tryFail(new CancellationException("told to stop")));
        }
        work(run, deed, 1).map(done -> outcome(run, deed)).onComplete((publication, error) -> {
            if (error == null) {
                end.tryComplete(publication);
            } else {
                end.tryFail(error);
            }
        });
        return end.future();
    }

    private Future<Void> work(JobRun run, Deed deed, int step) {
        if (deed.millis() == 0 || step > STEPS) {
            return Future.succeededFuture();
        }
        return vertx.timer(Math.max(1, deed.millis() / STEPS), TimeUnit.MILLISECONDS)
                .compose(rested -> {
                    if (!deed.deaf()) {
                        run.progress(100.0 * step / STEPS, "step " + step);
                    }
                    return work(run, deed, step + 1);
                });
    }

    private Publication outcome(JobRun run, Deed deed) {
        if (deed.fate() == Fate.HOPELESS) {
            throw new AlchemyException(ErrorCode.CORRUPT_AUDIO, "Told to be hopeless.");
        }
        if (run.job().attempt() <= deed.failures()) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "Told to fail.");
        }
        return new Effect(run, deed.fate() == Fate.UNTOLD);
    }

    /** A child that would run for ever, ended with the attempt or as soon as the attempt must stop. */
    private void beside(JobRun run, Promise<Publication> end) {
        try {
            Process child = new ProcessBuilder("sleep", "600").start();
            System.out.println("child " + child.pid());
            run.onStop(child::destroyForcibly);
            end.future().onComplete(done -> child.destroyForcibly());
        } catch (IOException e) {
            end.tryFail(e);
        }
    }

    /** One row, through the fenced transaction that completes the job. */
    private final class Effect implements Publication {
        private final JobRun run;
        private final boolean untold;

        Effect(JobRun run, boolean untold) {
            this.run = run;
            this.untold = untold;
        }

        @Override
        public Future<Void> publish(Tx tx) {
            if (untold) {
                tx.afterCommit(() -> Runtime.getRuntime().halt(KILLED));
            }
            return tx.connection()
                    .preparedQuery("insert into effects (job, attempt, node) values ($1, $2, $3)")
                    .execute(Tuple.of(run.job().id().value(), run.attemptName(), node))
                    .mapEmpty();
        }

        @Override
        public Future<Void> withdrawn() {
            System.out.println("withdrawn " + run.attemptName());
            return Future.succeededFuture();
        }
    }
}
