package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Opens a failed job again, and with it whatever was cancelled because it had failed. */
final class Reopening {
    /** The job, and those below it that its failure has cancelled. Locked in the order of numbers, as everywhere. */
    private static final String LOCK = """
            with recursive below (id) as (
                select successor from job_edges where predecessor = $1
                union select edge.successor from job_edges edge join below on edge.predecessor = below.id)
            select\s""" + JobRow.COLUMNS + """
             from jobs where id = $1
                or (id in (select id from below) and state = 'cancelled' and error_code = 'predecessor_failed')
            order by number for update""";

    /** Predecessors that are gone had come to their end long ago. */
    private static final String BEFORE = """
            select edge.successor, edge.predecessor, job.state
            from job_edges edge join jobs job on job.id = edge.predecessor where edge.successor = any($1)""";

    private static final String REOPEN = """
            update jobs set state = 'queued', waits_for = step.waits_for, attempt = 0, progress = 0, stage = '',
                run_at = now(), error_code = null, error_message = null, started_at = null, finished_at = null,
                cancel_requested_at = null, snoozed_ms = 0
            from unnest($1::uuid[], $2::int[]) as step (id, waits_for) where jobs.id = step.id
            returning\s""" + JobRow.COLUMNS;

    private final Journal journal;
    private final Bus bus;
    private final QueueCounters counters;

    Reopening(Journal journal, Bus bus, QueueCounters counters) {
        this.journal = journal;
        this.bus = bus;
        this.counters = counters;
    }

    /** A step that this one waits for. */
    private record Before(UUID job, JobState state) {}

    Future<Job> reopen(Tx tx, JobId id) {
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(id.value()))
                .map(rows -> {
                    requireFailed(Cancellations.known(rows).job(), id);
                    return JobRow.all(rows).stream().map(JobRow::job).toList();
                })
                .compose(jobs -> before(tx, jobs).map(before -> toOpen(id, jobs, before)))
                .compose(waits -> reopen(tx, waits));
    }

    private static void requireFailed(Job job, JobId id) {
        if (!job.id().equals(id) || job.state() != JobState.FAILED) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "Only a failed job can be tried again; this one is "
                            + job.state().text() + ".");
        }
    }

    private static Future<Map<UUID, List<Before>>> before(Tx tx, List<Job> jobs) {
        UUID[] ids = jobs.stream().map(job -> job.id().value()).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(BEFORE)
                .execute(Tuple.of((Object) ids))
                .map(rows -> {
                    Map<UUID, List<Before>> before = new LinkedHashMap<>();
                    for (Row row : rows) {
                        before.computeIfAbsent(row.getUUID("successor"), first -> new ArrayList<>())
                                .add(new Before(row.getUUID("predecessor"), JobState.ofText(row.getString("state"))));
                    }
                    return before;
                });
    }

    /**
     * Which jobs open again, and for how many others each waits then. One that needs another failed step as well stays as
     * it is.
     *
     * @param jobs in the order of numbers, so that each comes behind those it waits for
     */
    private static Map<UUID, Integer> toOpen(JobId failed, List<Job> jobs, Map<UUID, List<Before>> before) {
        Map<UUID, Integer> waits = new LinkedHashMap<>();
        for (Job job : jobs) {
            List<Before> needed = before.getOrDefault(job.id().value(), List.of());
            boolean possible = needed.stream()
                    .allMatch(step -> waits.containsKey(step.job())
                            || step.state() == JobState.COMPLETED
                            || !step.state().terminal());
            if (possible || job.id().equals(failed)) {
                long open = needed.stream()
                        .filter(step -> step.state() != JobState.COMPLETED)
                        .count();
                waits.put(job.id().value(), (int) open);
            }
        }
        return waits;
    }

    private Future<Job> reopen(Tx tx, Map<UUID, Integer> waits) {
        UUID[] ids = waits.keySet().toArray(UUID[]::new);
        Integer[] counts = waits.values().toArray(Integer[]::new);
        return tx.connection()
                .preparedQuery(REOPEN)
                .execute(Tuple.of(ids, (Object) counts))
                .recover(Submissions::raced)
                .map(JobRow::all)
                .compose(rows -> {
                    WorkHints.publishAfterCommit(tx, bus, rows);
                    List<Job> jobs = rows.stream()
                            .sorted(Comparator.comparingLong(JobRow::number))
                            .map(JobRow::job)
                            .toList();
                    jobs.forEach(job -> counters.requeued(tx, job, "reopened"));
                    return journal.append(tx, JobEventType.UPDATED, jobs).map(jobs.get(0));
                });
    }
}
