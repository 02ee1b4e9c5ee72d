package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Kills;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.Deed.Fate;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobState;
import java.util.Optional;

/** A job that kills every process that works on it: it ends dead after its attempts, and the others go on. */
public final class Poison implements Scenario {
    @Override
    public String name() {
        return "poison";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        WorkerProcess worker = arena.worker("worker-0", 1);
        JobId poison = arena.submit(Deed.nothing().ending(Fate.POISON)).id();
        Kills kills = new Kills(arena.ledger(), report);
        while (kills.count() <= job(arena, poison).maxAttempts()
                && !job(arena, poison).state().terminal()) {
            WorkerProcess living = worker;
            arena.until(
                    sizes.patience(),
                    () -> kills.recovered()
                            && (!living.alive() || job(arena, poison).state().terminal()));
            if (!living.alive()) {
                kills.died(living, System.nanoTime());
                worker = arena.worker("worker-" + kills.count(), 1);
            }
        }
        Job innocent = arena.submit(Deed.nothing());
        arena.until(sizes.patience(), () -> job(arena, innocent.id()).state().terminal());

        Job ended = job(arena, poison);
        report.promise(
                ended.state() == JobState.FAILED
                        && Optional.ofNullable(ended.error())
                                .filter(error -> error.code() == ErrorCode.WORKER_LOST)
                                .isPresent(),
                "a poison job ends failed with worker_lost, but it is " + ended.state() + ", " + ended.error());
        report.promise(
                kills.count() == ended.maxAttempts(),
                "it kills as often as it may be tried, " + ended.maxAttempts() + " times, but " + kills.count());
        report.promise(job(arena, innocent.id()).state() == JobState.COMPLETED, "the next job is done");
        report.note(kills.count() + " processes died");
    }

    private static Job job(Arena arena, JobId id) {
        return arena.await(arena.jobs().find(id)).orElseThrow();
    }
}
