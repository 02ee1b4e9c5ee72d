package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same wish many times at once, before and while it is done: one job. */
public final class SameWish implements Scenario {
    private static final int AT_ONCE = 100;

    @Override
    public String name() {
        return "wishes";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        TrackId subject = TrackId.random();
        Set<JobId> answers = new HashSet<>();
        for (int asked = 0; asked < sizes.wishes(); asked += AT_ONCE) {
            List<Future<Job>> burst = new ArrayList<>();
            for (int i = 0; i < Math.min(AT_ONCE, sizes.wishes() - asked); i++) {
                burst.add(arena.database().inTransaction(tx -> arena.jobs()
                        .submitOnce(
                                tx, OwnerId.LOCAL, subject, Deed.lasting(200).resolve())));
            }
            arena.await(Future.join(burst));
            burst.forEach(answer -> answers.add(answer.result().id()));
        }
        answers.forEach(arena::acknowledged);
        report.promise(answers.size() == 1, "the same wish gives one job, but it gave " + answers.size());
        arena.workers(2, 1, Arena.LEASE);
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        report.note(sizes.wishes() + " submits, " + AT_ONCE + " at once");
    }
}
