package io.soundforge.alchemy.bench.chaos;

import io.soundforge.alchemy.bench.chaos.Ledger.Claim;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Kills workers and watches how long it takes until what each of them held is in other hands. */
public final class Kills {
    private record Open(long sinceNanos, Set<Claim> held) {}

    private final Ledger ledger;
    private final Report report;
    private final List<Open> open = new ArrayList<>();
    private long interrupted;
    private int kills;

    public Kills(Ledger ledger, Report report) {
        this.ledger = ledger;
        this.report = report;
    }

    /** {@code kill -9}. */
    public void kill(WorkerProcess worker) {
        long now = System.nanoTime();
        worker.kill();
        died(worker, now);
    }

    /** The worker has ended without a goodbye. */
    public void died(WorkerProcess worker, long sinceNanos) {
        kills++;
        Set<Claim> held = ledger.heldBy(worker.name());
        interrupted += held.size();
        if (!held.isEmpty()) {
            open.add(new Open(sinceNanos, held));
        }
    }

    /** Looks which kills the others have recovered from; answers whether all. */
    public boolean recovered() {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open kill = each.next();
            if (ledger.unfollowed(kill.held()) == 0) {
                report.recovered(Duration.ofNanos(System.nanoTime() - kill.sinceNanos()));
                each.remove();
            }
        }
        return open.isEmpty();
    }

    public int count() {
        return kills;
    }

    /** How many running attempts were ended by the kills. */
    public long interrupted() {
        return interrupted;
    }
}
