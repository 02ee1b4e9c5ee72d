package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Kills;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long it takes in earnest, with the leases and the polling of a server: nobody comes back under the old name. */
public final class Recovery implements Scenario {
    private static final int VICTIMS = 3;
    private static final int MILLIS = 12_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GOAL = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        List<WorkerProcess> victims = new ArrayList<>();
        for (int i = 1; i <= VICTIMS; i++) {
            victims.add(arena.worker("victim-" + i, 1, POLL, sizes.lease(), Map.of()));
        }
        WorkerProcess survivor = arena.worker("survivor", VICTIMS, POLL, sizes.lease(), Map.of());
        victims.forEach(WorkerProcess::awaitReady);
        survivor.awaitReady();
        survivor.pause(); // so that the victims take the jobs
        for (int i = 0; i < VICTIMS; i++) {
            arena.submit(Deed.lasting(MILLIS));
        }
        victims.forEach(victim -> arena.until(
                sizes.patience(), () -> !arena.ledger().heldBy(victim.name()).isEmpty()));
        survivor.goOn();

        Kills kills = new Kills(arena.ledger(), report);
        for (WorkerProcess victim : victims) {
            kills.kill(victim);
            arena.rest(arena.random().nextInt(2000));
        }
        boolean inTime = arena.until(GOAL, kills::recovered);
        report.promise(inTime, "work goes on within " + GOAL.toSeconds() + " s of a kill, but it does not");
        report.promise(kills.interrupted() == VICTIMS, "each kill interrupts one job, but " + kills.interrupted());
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        report.note("leases of " + sizes.lease().toSeconds() + " s");
    }
}
