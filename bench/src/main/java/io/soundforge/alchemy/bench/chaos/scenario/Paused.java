package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Kills;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** A worker stands still (SIGSTOP) until others have done its jobs, wakes up and wants to publish its results. */
public final class Paused implements Scenario {
    private static final int SLOTS = 4;
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        WorkerProcess sleeper = arena.worker("sleeper", SLOTS);
        sleeper.awaitReady();
        for (int i = 0; i < SLOTS; i++) {
            arena.submit(Deed.lasting(1000 + 300 * i).deafWithChild());
        }
        arena.until(sizes.patience(), () -> sleeper.childrenAlive().size() == SLOTS);
        Kills kills = new Kills(arena.ledger(), report);
        sleeper.pause();
        kills.died(sleeper, System.nanoTime());
        arena.worker("other", SLOTS).awaitReady();
        arena.until(sizes.patience(), () -> kills.recovered() && arena.ledger().unfinished() == 0);
        long childrenBefore = sleeper.childrenAlive().size();

        sleeper.goOn();
        boolean refused =
                arena.until(AFTERWARDS, () -> sleeper.told("withdrawn").size() == kills.interrupted());
        boolean childless =
                arena.until(AFTERWARDS, () -> sleeper.childrenAlive().isEmpty());
        long late = arena.ledger().number("select count(*) from effects where node = $1", Tuple.of(sleeper.name()));
        report.promise(kills.interrupted() > 0, "the worker is stopped at work, but it was not");
        report.promise(
                refused,
                "every late result is refused, but " + sleeper.told("withdrawn").size() + " of " + kills.interrupted()
                        + " were");
        report.promise(
                late <= SLOTS - kills.interrupted(), "no late result becomes visible, but " + late + " of it did");
        report.promise(childless, "children of lost attempts are ended, but " + sleeper.childrenAlive() + " live");
        report.note(kills.interrupted() + " late results refused, " + childrenBefore + " children ended");
    }
}
