package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.WorkAvailable;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Tx;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Wakes the runners of kinds that have work now: once per kind and transaction, after the commit. */
final class WorkHints {
    private WorkHints() {}

    static void publishAfterCommit(Tx tx, Bus bus, Collection<JobRow> queued) {
        Set<JobKind> kinds = EnumSet.noneOf(JobKind.class);
        queued.stream()
                .filter(row -> row.waitsFor() == 0)
                .forEach(row -> kinds.add(row.job().kind()));
        kinds.forEach(kind -> tx.afterCommit(() -> bus.publish(WorkAvailable.WORK_AVAILABLE, new WorkAvailable(kind))));
    }
}
