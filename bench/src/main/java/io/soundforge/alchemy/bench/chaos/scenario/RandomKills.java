package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Kills;
import io.soundforge.alchemy.bench.chaos.Ledger;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Workers die by {@code kill -9} at any moment, others take their places, while plans with retries run. */
public final class RandomKills implements Scenario {
    private static final int WORKERS = 4;
    private static final int SLOTS = 2;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int LONGEST_MILLIS = 400;
    private static final Duration AT_WORK = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        List<WorkerProcess> crew = new ArrayList<>(arena.workers(Math.min(WORKERS, sizes.workers()), SLOTS, LEASE));
        MixedPlans plans = new MixedPlans(arena, LONGEST_MILLIS);
        Kills kills = new Kills(arena.ledger(), report);
        for (int kill = 1; kill <= sizes.kills(); kill++) {
            plans.submit(sizes.mixed() / sizes.kills());
            arena.rest(100 + arena.random().nextInt(900));
            int victim = arena.random().nextInt(crew.size());
            String name = crew.get(victim).name();
            arena.until(AT_WORK, () -> !arena.ledger().heldBy(name).isEmpty());
            kills.kill(crew.get(victim));
            WorkerProcess next = arena.worker("reserve-" + kill, SLOTS, LEASE);
            crew.set(victim, next);
            arena.until(sizes.patience(), () -> {
                kills.recovered();
                return !next.told("ready").isEmpty();
            });
        }
        arena.until(sizes.patience(), () -> kills.recovered() && arena.ledger().unfinished() == 0);

        Ledger.Count count = arena.ledger().count(arena.accepted());
        report.promise(plans.wrongEnds() == 0, "every job ends as it has to, but " + plans.wrongEnds() + " do not");
        report.promise(
                count.attempts() <= plans.attempts() + kills.interrupted() + arena.attemptsGivenUp(),
                "only interrupted attempts are repeated, but " + count.attempts() + " were made where "
                        + plans.attempts() + " were planned, " + kills.interrupted() + " interrupted and "
                        + arena.attemptsGivenUp() + " given up");
        report.promise(kills.interrupted() > 0, "kills meet workers at work, but none did");
        report.note(kills.count() + " kills, " + kills.interrupted() + " attempts interrupted, "
                + (count.attempts() - plans.attempts()) + " repeated");
    }
}
