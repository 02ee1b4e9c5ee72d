package io.soundforge.alchemy.bench.queue;

import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.QueueFigures;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.jobs.Submission;
import io.soundforge.alchemy.platform.jobs.TrackPlan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** A queue of its own, and what is measured of it. Every owner has a quarter of the jobs. */
final class QueueUnderTest implements AutoCloseable {
    private static final List<OwnerId> OWNERS =
            List.of(new OwnerId("ann"), new OwnerId("bob"), new OwnerId("cem"), new OwnerId("dia"));
    private static final int AT_ONCE = 64;
    private static final int BATCH = 100;
    private static final int PATIENCE_MINUTES = 10;
    private static final Publication NOTHING = tx -> Future.succeededFuture();

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database;
    private final EventCarrier carrier;
    private final Journal journal;

    QueueUnderTest(DatabaseConfig config, String redisUri) {
        database = new Database(vertx, config);
        carrier = new EventCarrier(vertx, redisUri);
        journal = new Journal(database, carrier);
    }

    /** What a queue full of jobs gave. */
    record Burn(
            double claimsPerSecond, double completionsPerSecond, double claimMedianMillis, double claimSlowMillis) {}

    /** Jobs per second; they are removed again. */
    double enqueueSingly(int jobs) {
        return enqueued(jobs, number -> submit(number));
    }

    double enqueueInBatches(int jobs) {
        return BATCH * enqueued(jobs / BATCH, number -> submitAll(number, BATCH));
    }

    Burn burn(int jobs, int nodes, int slots) {
        inTurns(jobs / BATCH, number -> submitAll(number, BATCH));
        JobStore store = store();
        CountDownLatch completed = new CountDownLatch(jobs);
        long start = System.nanoTime();
        List<JobRunner> runners = start(
                store,
                nodes,
                slots,
                (run, args) -> Future.succeededFuture(tx -> {
                    tx.afterCommit(completed::countDown);
                    return Future.succeededFuture();
                }));
        await(completed);
        double burnt = jobs / seconds(start);
        stop(runners);
        double claims = claimsPerSecond(nodes, slots);
        QueueFigures figures = store.figures();
        clear();
        return new Burn(claims, burnt, figures.claimMedianMillis(), figures.claimSlowMillis());
    }

    /** How fast all slots of all nodes fill when nothing completes. */
    private double claimsPerSecond(int nodes, int slots) {
        int jobs = nodes * slots;
        inTurns(3 * jobs / BATCH + 1, number -> submitAll(number, BATCH));
        CountDownLatch begun = new CountDownLatch(jobs);
        Promise<Publication> held = Promise.promise();
        long start = System.nanoTime();
        List<JobRunner> runners = start(store(), nodes, slots, (run, args) -> {
            begun.countDown();
            run.onStop(() -> held.tryFail("stopped"));
            return held.future();
        });
        await(begun);
        double rate = jobs / seconds(start);
        stop(runners);
        return rate;
    }

    /** Milliseconds from the commit of a job to its handler's start, sorted; the queue is empty otherwise. */
    double[] pickUps(int jobs) {
        long[] begun = new long[1];
        CountDownLatch[] latch = {new CountDownLatch(1)};
        List<JobRunner> runners = start(store(), 1, 4, (run, args) -> {
            begun[0] = System.nanoTime();
            latch[0].countDown();
            return Future.succeededFuture(NOTHING);
        });
        double[] millis = new double[jobs];
        for (int i = 0; i < jobs; i++) {
            latch[0] = new CountDownLatch(1);
            await(submit(i));
            long committed = System.nanoTime();
            await(latch[0]);
            millis[i] = Math.max(0, begun[0] - committed) / 1e6;
        }
        stop(runners);
        clear();
        Arrays.sort(millis);
        return millis;
    }

    void addFinished(int rows) {
        await(database.pool().preparedQuery("""
                        insert into jobs (id, kind, state, owner, track_id, plan_id, waits_for, args, max_attempts,
                            attempt, finished_at)
                        select gen_random_uuid(), 'analyze', 'completed', 'old', gen_random_uuid(), gen_random_uuid(),
                            0, '{}', 3, 1, now() from generate_series(1, $1)""").execute(Tuple.of(rows)));
    }

    private double enqueued(int times, IntFunction<Future<?>> submission) {
        long start = System.nanoTime();
        inTurns(times, submission);
        double rate = times / seconds(start);
        clear();
        return rate;
    }

    private static void inTurns(int times, IntFunction<Future<?>> submission) {
        for (int done = 0; done < times; done += AT_ONCE) {
            List<Future<?>> some = new ArrayList<>();
            for (int i = done; i < Math.min(times, done + AT_ONCE); i++) {
                some.add(submission.apply(i));
            }
            await(Future.all(some));
        }
    }

    private Future<?> submit(int number) {
        return database.inTransaction(
                tx -> store().submit(tx, OWNERS.get(number % OWNERS.size()), TrackId.random(), plan()));
    }

    private Future<?> submitAll(int number, int jobs) {
        Submission submission = Submission.batch(OWNERS.get(number % OWNERS.size()), UUID.randomUUID());
        List<TrackPlan> plans = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            plans.add(new TrackPlan(TrackId.random(), plan()));
        }
        return database.inTransaction(tx -> store().submitAll(tx, submission, plans));
    }

    private static JobPlan plan() {
        return new JobPlan(List.of(new Step("analyze", new AnalyzeTrack(), Set.of())));
    }

    private List<JobRunner> start(JobStore store, int nodes, int slots, JobHandler<AnalyzeTrack> handler) {
        List<JobRunner> runners = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            RunnerConfig config = RunnerConfig.of("node-" + node, slots, RetryPolicy.of(JobKind.ANALYZE));
            runners.add(new JobRunner(vertx, store, bus, JobKind.ANALYZE, AnalyzeTrack.class, config, handler));
        }
        runners.forEach(runner -> await(runner.start()));
        return runners;
    }

    private JobStore store() {
        return new JobStore(database, journal, bus);
    }

    private static void stop(List<JobRunner> runners) {
        await(Future.all(runners.stream().map(JobRunner::stop).toList()));
    }

    private void clear() {
        await(database.pool().query("delete from jobs where owner <> 'old'").execute());
        await(database.pool().query("truncate facts, fact_positions").execute());
    }

    @Override
    public void close() {
        await(carrier.close());
        await(database.close());
        await(vertx.close());
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(latch.getCount() + " jobs did not come to their turn");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + PATIENCE_MINUTES + " minutes", e);
        }
    }
}
