package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One owner has very many jobs; another's single one, which comes last, is among the next to start. */
public final class Flood implements Scenario {
    private static final int SLOTS = 4;
    private static final int AT_ONCE = 500;
    private static final int MILLIS = 20;
    private static final int BOUND = 100;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        for (int left = sizes.nothings(); left > 0; left -= AT_ONCE) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < Math.min(left, AT_ONCE); i++) {
                steps.add(new Step("step-" + i, Deed.lasting(MILLIS).resolve(), Set.of()));
            }
            arena.submit(new OwnerId("many"), new JobPlan(steps));
        }
        arena.workers(2, SLOTS, Arena.LEASE);
        JobPlan one = new JobPlan(List.of(new Step("one", Deed.lasting(MILLIS).resolve(), Set.of())));
        Job single = arena.submit(new OwnerId("few"), one).get(0);
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        long before = arena.ledger()
                .number(
                        "select count(*) from jobs, jobs as single where single.id = $1 and jobs.owner <> single.owner"
                                + " and jobs.started_at between single.created_at and single.started_at",
                        Tuple.of(single.id().value()));
        report.promise(
                before <= BOUND,
                "at most " + BOUND + " jobs of the other owner start before it, but " + before + " did");
        report.note(before + " jobs of the other owner started before the single one");
    }
}
