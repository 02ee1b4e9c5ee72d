package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ends that are no success, and what follows from them: whatever waits for such a job can never run. */
final class JobEndings {
    private static final String END = """
            update jobs set state = $2, error_code = $3, error_message = $4, finished_at = now(), stage = '',
                lease_owner = null, lease_until = null%s
            where id = $1
            returning\s""" + JobRow.COLUMNS;
    private static final String CANCEL = END.formatted("");
    private static final String FAIL = END.formatted(", " + AttemptErrors.append("$3", "$4"));

    /** Locked in the order of numbers, as everywhere. */
    private static final String LOCK_DESCENDANTS = """
            with recursive below (id) as (
                select successor from job_edges where predecessor = $1
                union select edge.successor from job_edges edge join below on edge.predecessor = below.id)
            select id from jobs where id in (select id from below) and state = 'queued' order by number for update""";

    private static final String END_DESCENDANTS = """
            with ended as (
                update jobs set state = 'cancelled', error_code = $2, error_message = $3, finished_at = now()
                where id = any($1) returning *)
            select\s""" + JobRow.COLUMNS + " from ended as jobs order by number";

    private final Journal journal;
    private final QueueCounters counters;

    JobEndings(Journal journal, QueueCounters counters) {
        this.journal = journal;
        this.counters = counters;
    }

    /** Ends a job whose row this transaction has locked as failed, and cancels its descendants. */
    Future<Job> fail(Tx tx, JobId id, Failure failure) {
        Failure consequence = new Failure(ErrorCode.PREDECESSOR_FAILED, ErrorCode.PREDECESSOR_FAILED.sentence());
        return end(tx, id, JobState.FAILED, failure, consequence);
    }

    /** Ends a job whose row this transaction has locked as cancelled, and its descendants with it. */
    Future<Job> cancel(Tx tx, JobId id, Failure failure) {
        Failure consequence = new Failure(ErrorCode.CANCELLED, "A step that this one needs was cancelled.");
        return end(tx, id, JobState.CANCELLED, failure, consequence);
    }

    /** Ends queued jobs whose rows this transaction has locked as cancelled, whatever waits for them among them. */
    Future<Void> cancelAll(Tx tx, List<JobId> queued) {
        UUID[] ids = queued.stream().map(JobId::value).toArray(UUID[]::new);
        return endAll(tx, ids, new Failure(ErrorCode.CANCELLED, "Cancelled."))
                .onSuccess(jobs -> counters.over(tx, jobs))
                .compose(jobs -> journal.appendAll(tx, JobEventType.ERROR, jobs));
    }

    private Future<Job> end(Tx tx, JobId id, JobState state, Failure failure, Failure consequence) {
        Tuple values = Tuple.of(id.value(), state.text(), failure.code().text(), failure.message());
        return tx.connection()
                .preparedQuery(state == JobState.FAILED ? FAIL : CANCEL)
                .execute(values)
                .map(rows -> JobRow.all(rows).get(0).job())
                .compose(job -> cancelDescendants(tx, id, consequence)
                        .compose(descendants -> append(tx, job, descendants))
                        .map(job));
    }

    private Future<List<Job>> cancelDescendants(Tx tx, JobId id, Failure consequence) {
        return tx.connection()
                .preparedQuery(LOCK_DESCENDANTS)
                .execute(Tuple.of(id.value()))
                .compose(rows -> {
                    UUID[] ids = rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
                    return ids.length == 0 ? Future.succeededFuture(List.of()) : endAll(tx, ids, consequence);
                });
    }

    private static Future<List<Job>> endAll(Tx tx, UUID[] ids, Failure consequence) {
        return tx.connection()
                .preparedQuery(END_DESCENDANTS)
                .execute(Tuple.of(ids, consequence.code().text(), consequence.message()))
                .map(rows -> JobRow.all(rows).stream().map(JobRow::job).toList());
    }

    private Future<?> append(Tx tx, Job job, List<Job> descendants) {
        List<Job> all = new ArrayList<>();
        all.add(job);
        all.addAll(descendants);
        counters.over(tx, all);
        return journal.append(tx, JobEventType.ERROR, all);
    }
}
