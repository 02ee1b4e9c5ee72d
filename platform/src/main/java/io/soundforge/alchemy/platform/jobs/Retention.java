package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes jobs that ended long ago, their edges, and facts that are as old; in small transactions, by one node at a time.
 *
 * <p>What views need stays: the last job of each kind of a track, jobs of which something is left (an asset, an analysis,
 * a separation's report), whatever a live job waits for, and the last fact of each track.
 */
public final class Retention {
    /** One key for both: whoever has it removes, everybody else goes on with something better. */
    private static final String TRY_ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('jobs retention', 0)) as alone";

    private static final String NEXT = """
            select id, number, finished_at from jobs
            where finished_at < now() - $1::bigint * interval '1 millisecond' and (finished_at, number) > ($2, $3)
            order by finished_at, number limit $4""";

    private static final String REMOVE = """
            delete from jobs old where id = any($1) and state in ('completed', 'failed', 'cancelled')
                and exists (select 1 from jobs newer
                    where newer.track_id = old.track_id and newer.kind = old.kind and newer.number > old.number)
                and not exists (select 1 from assets where assets.job_id = old.id)
                and not exists (select 1 from analyses
                    where analyses.track_id = old.track_id and analyses.job_id = old.id)
                and not exists (select 1 from separations
                    where separations.track_id = old.track_id and separations.job_id = old.id)
                and not exists (select 1 from separation_results where separation_results.job_id = old.id)
                and not exists (select 1 from job_edges edge join jobs next on next.id = edge.successor
                    where edge.predecessor = old.id and next.state in ('queued', 'running'))""";

    private static final String REMOVE_FACTS = """
            delete from facts where ctid = any(array(
                select facts.ctid from facts join fact_positions position on position.track_id = facts.track_id
                where facts.at < now() - $1::bigint * interval '1 millisecond' and facts.seq < position.last_seq
                limit $2))""";

    private final Database database;
    private final int batch;

    public Retention(Database database) {
        this(database, 500);
    }

    Retention(Database database, int batch) {
        this.database = database;
        this.batch = batch;
    }

    /** What one pass has removed. */
    public record Removed(long jobs, long facts) {}

    /** Where a pass has come to, in the order of the jobs' ends. */
    private record Position(OffsetDateTime finished, long number) {
        static final Position START = new Position(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), 0);
    }

    /** @param last what the batch looked at last; null when nothing was left, or another node is at it */
    private record Step(long removed, @Nullable Position last) {}

    /**
     * Goes once over everything that is older. If another node is doing so, this one leaves it to that.
     *
     * @param kept how long jobs and facts are kept after their end; at least a second
     */
    public Future<Removed> removeOlderThan(Duration kept) {
        return jobs(kept, Position.START, 0).compose(jobs -> facts(kept, 0).map(facts -> new Removed(jobs, facts)));
    }

    private Future<Long> jobs(Duration kept, Position from, long before) {
        return database.inTransaction(tx -> alone(tx)
                        .compose(alone -> alone ? jobs(tx, kept, from) : Future.succeededFuture(new Step(0, null))))
                .compose(step -> {
                    Position last = step.last();
                    long removed = before + step.removed();
                    return last == null ? Future.succeededFuture(removed) : jobs(kept, last, removed);
                });
    }

    private Future<Step> jobs(Tx tx, Duration kept, Position from) {
        return tx.connection()
                .preparedQuery(NEXT)
                .execute(Tuple.of(kept.toMillis(), from.finished(), from.number(), batch))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(new Step(0, null))
                        : tx.connection()
                                .preparedQuery(REMOVE)
                                .execute(Tuple.of((Object) ids(rows)))
                                .map(removed -> new Step(removed.rowCount(), last(rows))));
    }

    private Future<Long> facts(Duration kept, long before) {
        return database.inTransaction(
                        tx -> alone(tx).compose(alone -> alone ? facts(tx, kept) : Future.succeededFuture(0)))
                .compose(removed -> removed == 0 ? Future.succeededFuture(before) : facts(kept, before + removed));
    }

    private Future<Integer> facts(Tx tx, Duration kept) {
        return tx.connection()
                .preparedQuery(REMOVE_FACTS)
                .execute(Tuple.of(kept.toMillis(), batch))
                .map(RowSet::rowCount);
    }

    private static Future<Boolean> alone(Tx tx) {
        return tx.connection().query(TRY_ALONE).execute().map(rows -> rows.iterator()
                .next()
                .getBoolean("alone"));
    }

    private static UUID[] ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    }

    private static Position last(RowSet<Row> rows) {
        List<Row> all = rows.stream().toList();
        Row last = all.get(all.size() - 1);
        return new Position(last.getOffsetDateTime("finished_at"), last.getLong("number"));
    }
}
