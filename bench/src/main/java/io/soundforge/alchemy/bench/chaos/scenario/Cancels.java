package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.Deed.Fate;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A job is cancelled in each state it can be in; children end, and what has ended stays as it is. */
public final class Cancels implements Scenario {
    private static final int LONG = 60_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "cancels";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        Job queued = arena.submit(Deed.nothing());
        cancelTo(arena, report, "queued", queued.id(), JobState.CANCELLED);

        WorkerProcess worker = arena.worker("worker", 4);
        worker.awaitReady();
        List<Job> plan = arena.submit(new JobPlan(List.of(
                new Step("first", Deed.lasting(LONG).withChild().resolve(), Set.of()),
                new Step("second", Deed.nothing().download(), Set.of("first")))));
        arena.until(SOON, () -> worker.childrenAlive().size() == 1);
        cancelTo(arena, report, "running", plan.get(0).id(), JobState.CANCELLED);
        report.promise(
                state(arena, plan.get(1).id()) == JobState.CANCELLED,
                "what waits for a cancelled job is cancelled too");
        report.promise(
                arena.until(SOON, () -> worker.childrenAlive().isEmpty()), "the child of a cancelled attempt is ended");

        List<Job> waiting = arena.submit(new JobPlan(List.of(
                new Step("first", Deed.lasting(1000).resolve(), Set.of()),
                new Step("second", Deed.nothing().download(), Set.of("first")))));
        cancelTo(arena, report, "waiting", waiting.get(1).id(), JobState.CANCELLED);

        Job retried = arena.submit(Deed.nothing().failing(1000));
        arena.until(SOON, () -> job(arena, retried.id()).attempt() > 1);
        arena.ledger()
                .change(
                        "update jobs set run_at = run_at + interval '1 hour' where id = $1 and state = 'queued'",
                        Tuple.of(retried.id().value()));
        cancelTo(arena, report, "retried", retried.id(), JobState.CANCELLED);

        Job completed = arena.submit(Deed.nothing());
        Job failed = arena.submit(Deed.nothing().ending(Fate.HOPELESS));
        arena.until(
                SOON,
                () -> state(arena, completed.id()).terminal()
                        && state(arena, failed.id()).terminal());
        cancelTo(arena, report, "completed", completed.id(), JobState.COMPLETED);
        cancelTo(arena, report, "failed", failed.id(), JobState.FAILED);
        cancelTo(arena, report, "cancelled", queued.id(), JobState.CANCELLED);

        Job orphan = arena.submit(Deed.lasting(LONG));
        arena.until(SOON, () -> state(arena, orphan.id()) == JobState.RUNNING);
        worker.kill();
        arena.await(arena.jobs().cancel(orphan.id()));
        arena.worker("next", 4).awaitReady();
        cancelTo(arena, report, "orphaned", orphan.id(), JobState.CANCELLED);
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
    }

    private static void cancelTo(Arena arena, Report report, String when, JobId id, JobState expected) {
        arena.await(arena.jobs().cancel(id));
        arena.until(SOON, () -> state(arena, id).terminal());
        JobState state = state(arena, id);
        report.promise(
                state == expected, "a " + when + " job ends " + expected + " when cancelled, but it is " + state);
    }

    private static JobState state(Arena arena, JobId id) {
        return job(arena, id).state();
    }

    private static Job job(Arena arena, JobId id) {
        return arena.await(arena.jobs().find(id)).orElseThrow();
    }
}
