package io.soundforge.alchemy.platform.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ends work that nobody wants any more: what waits at once, what runs as soon as its worker learns of it. */
final class Cancellations {
    private static final String FIND_LOCKED = "select " + JobRow.COLUMNS + " from jobs where id = $1 for update";
    private static final String OF_PLAN_LOCKED = "select " + JobRow.COLUMNS + """
             from jobs where track_id = any($1) and plan_id = $2 and state in ('queued', 'running')
            order by number for update""";
    private static final String REQUEST =
            "update jobs set cancel_requested_at = coalesce(cancel_requested_at, now()) where id = any($1)";

    private final Bus bus;
    private final JobEndings endings;

    Cancellations(Bus bus, JobEndings endings) {
        this.bus = bus;
        this.endings = endings;
    }

    Future<Job> cancel(Tx tx, JobId id) {
        return tx.connection()
                .preparedQuery(FIND_LOCKED)
                .execute(Tuple.of(id.value()))
                .map(Cancellations::known)
                .compose(row -> cancel(tx, row.job()));
    }

    Future<Void> cancelPlan(Tx tx, UUID plan, Collection<TrackId> tracks) {
        UUID[] ids = tracks.stream().map(TrackId::value).distinct().toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(OF_PLAN_LOCKED)
                .execute(Tuple.of(ids, plan))
                .map(rows -> JobRow.all(rows).stream()
                        .map(JobRow::job)
                        .collect(groupingBy(Job::state, mapping(Job::id, toList()))))
                .compose(live -> endings.cancelAll(tx, live.getOrDefault(JobState.QUEUED, List.of()))
                        .compose(done -> request(tx, live.getOrDefault(JobState.RUNNING, List.of()))));
    }

    /** Tells the worker after the commit, if it listens; its next heartbeat is the safety net. */
    void hint(Tx tx, JobId id) {
        tx.afterCommit(() -> bus.publish(CancelRequested.CANCEL_REQUESTED, new CancelRequested(id)));
    }

    /** Fails with NOT_FOUND if there is no row, with CONFLICT for a row that only a newer release understands. */
    static JobRow known(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "There is no such job.");
        }
        return JobRow.all(rows).stream()
                .findFirst()
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.CONFLICT, "The job is of a kind that only a newer release knows."));
    }

    private Future<Job> cancel(Tx tx, Job job) {
        return switch (job.state()) {
            case QUEUED -> endings.cancel(tx, job.id(), new Failure(ErrorCode.CANCELLED, "Cancelled."));
            case RUNNING -> request(tx, List.of(job.id())).map(job);
            case COMPLETED, FAILED, CANCELLED -> Future.succeededFuture(job);
        };
    }

    private Future<Void> request(Tx tx, List<JobId> running) {
        running.forEach(id -> hint(tx, id));
        UUID[] ids = running.stream().map(JobId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(REQUEST)
                .execute(Tuple.of((Object) ids))
                .mapEmpty();
    }
}
