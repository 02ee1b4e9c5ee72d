package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Ledger;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.vertx.sqlclient.Tuple;

/** SIGTERM: what runs goes back into the queue, and the attempt does not count. */
public final class PoliteStop implements Scenario {
    private static final int SLOTS = 4;
    private static final int MILLIS = 2000;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        WorkerProcess leaving = arena.worker("leaving", SLOTS, Arena.LEASE);
        leaving.awaitReady();
        for (int i = 0; i < SLOTS; i++) {
            arena.submit(Deed.lasting(MILLIS).withChild());
        }
        arena.until(sizes.patience(), () -> leaving.childrenAlive().size() == SLOTS);
        leaving.terminate();
        long back = arena.ledger()
                .number("select count(*) from jobs where state = 'queued' and attempt = 0", Tuple.tuple());
        report.promise(!leaving.told("stopped").isEmpty(), "the worker ends politely, but it did not");
        report.promise(back == SLOTS, "all " + SLOTS + " jobs are queued again at once, but " + back + " are");
        report.promise(leaving.childrenAlive().isEmpty(), "its children are ended, but some live");

        arena.workers(1, SLOTS, Arena.LEASE);
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        Ledger.Count count = arena.ledger().count(arena.accepted());
        report.promise(count.attempts() == SLOTS, "no attempt is burnt, but there were " + count.attempts());
    }
}
