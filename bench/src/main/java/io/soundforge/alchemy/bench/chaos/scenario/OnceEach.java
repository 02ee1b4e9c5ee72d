package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Ledger;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Many workers, many jobs that do nothing, no trouble: each is taken and done exactly once. */
public final class OnceEach implements Scenario {
    private static final int SLOTS = 8;
    private static final int AT_ONCE = 500;

    @Override
    public String name() {
        return "once";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        arena.workers(sizes.workers(), SLOTS, Arena.LEASE);
        long start = System.nanoTime();
        for (int left = sizes.nothings(); left > 0; left -= AT_ONCE) {
            arena.submit(nothings(Math.min(left, AT_ONCE)));
        }
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        Ledger.Count count = arena.ledger().count(arena.accepted());
        report.promise(
                count.completed() == sizes.nothings() && count.claims() == sizes.nothings(),
                "each job is taken exactly once, but " + count.claims() + " claims led to " + count.completed());
        report.note(String.format("%.0f jobs/s, submits included", sizes.nothings() / seconds));
    }

    private static JobPlan nothings(int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step("step-" + i, Deed.nothing().resolve(), Set.of()));
        }
        return new JobPlan(steps);
    }
}
