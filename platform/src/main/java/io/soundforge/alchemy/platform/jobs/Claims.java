package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Takes jobs from the queue: fairly between owners, old and urgent ones first. */
final class Claims {
    private final Database database;
    private final Journal journal;

    Claims(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * Takes up to {@code limit} jobs of the kind that may run now; jobs that others are taking are passed over.
     *
     * @param mostPerOwner how many jobs of the kind one owner may have running over all nodes; 0 for any number
     */
    Future<List<JobRow>> claim(JobKind kind, String node, int limit, Duration lease, int mostPerOwner) {
        int lastTurn = mostPerOwner > 0 ? mostPerOwner : Integer.MAX_VALUE;
        Tuple values = Tuple.of(kind.text(), limit, node, lease.toMillis(), lastTurn);
        return database.inTransaction(tx -> (mostPerOwner > 0 ? alone(tx, kind) : Future.<Void>succeededFuture())
                .compose(alone -> tx.connection()
                        .preparedQuery(ClaimSql.CLAIM)
                        .execute(values)
                        .map(JobRow::all))
                .compose(rows -> journal.appendEach(
                                tx,
                                JobEventType.UPDATED,
                                rows.stream().map(JobRow::job).toList())
                        .map(rows)));
    }

    private static Future<Void> alone(Tx tx, JobKind kind) {
        return tx.connection()
                .preparedQuery(ClaimSql.ALONE)
                .execute(Tuple.of(kind.text()))
                .mapEmpty();
    }
}
