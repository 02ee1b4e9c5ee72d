package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobId;
import io.vertx.sqlclient.Row;
import java.util.HashSet;
import java.util.Set;

/**
 * What a heartbeat found.
 *
 * @param held leases that hold for another period; one that was asked for and is not here is lost
 * @param cancelRequested those of them whose job is to be cancelled
 */
record Heartbeat(Set<Lease> held, Set<Lease> cancelRequested) {
    Heartbeat {
        held = Set.copyOf(held);
        cancelRequested = Set.copyOf(cancelRequested);
    }

    static Heartbeat of(Iterable<Row> rows) {
        Set<Lease> held = new HashSet<>();
        Set<Lease> cancelRequested = new HashSet<>();
        for (Row row : rows) {
            Lease lease = new Lease(new JobId(row.getUUID("id")), row.getLong("lease_token"));
            held.add(lease);
            if (row.getBoolean("cancel_requested")) {
                cancelRequested.add(lease);
            }
        }
        return new Heartbeat(held, cancelRequested);
    }
}
