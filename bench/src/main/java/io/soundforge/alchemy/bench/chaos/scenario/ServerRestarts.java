package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Ledger;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** PostgreSQL is restarted, PostgreSQL crashes, Redis is restarted, while claims and completions are under way. */
public final class ServerRestarts implements Scenario {
    private static final int WORKERS = 3;
    private static final int SLOTS = 4;
    private static final int LONGEST_MILLIS = 300;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "servers";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        arena.workers(Math.min(WORKERS, sizes.workers()), SLOTS, LEASE);
        MixedPlans plans = new MixedPlans(arena, LONGEST_MILLIS);
        trouble(arena, plans, sizes, report, "a restart of PostgreSQL", () -> arena.servers()
                .restartPostgres());
        trouble(arena, plans, sizes, report, "a crash of PostgreSQL", () -> arena.servers()
                .crashPostgres());
        trouble(arena, plans, sizes, report, "a restart of Redis", () -> arena.servers()
                .restartRedis());
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);

        Ledger.Count count = arena.ledger().count(arena.accepted());
        report.promise(plans.wrongEnds() == 0, "every job ends as it has to, but " + plans.wrongEnds() + " do not");
        report.note((count.attempts() - plans.attempts()) + " attempts repeated");
    }

    private static void trouble(
            Arena arena, MixedPlans plans, Sizes sizes, Report report, String what, Runnable trouble) {
        plans.submit(sizes.mixed() / 3);
        arena.rest(300 + arena.random().nextInt(500));
        long start = System.nanoTime();
        trouble.run();
        long before = completed(arena);
        report.promise(
                arena.until(
                        SOON, () -> completed(arena) > before || arena.ledger().unfinished() == 0),
                "work goes on soon after " + what + ", but it does not");
        report.recovered(Duration.ofNanos(System.nanoTime() - start));
    }

    private static long completed(Arena arena) {
        return arena.ledger().number("select count(*) from jobs where state = 'completed'", Tuple.tuple());
    }
}
