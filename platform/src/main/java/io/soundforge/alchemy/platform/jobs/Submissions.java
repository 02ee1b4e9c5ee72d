package io.soundforge.alchemy.platform.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** From plans to rows. */
final class Submissions {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Held until the transaction ends. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private static final String OF_WORK =
            "select " + JobRow.COLUMNS + " from jobs where track_id = $1 and plan_id = $2 order by number";

    private static final String THESE = "select " + JobRow.COLUMNS + " from jobs where id = any($1)";

    private final Journal journal;
    private final Bus bus;
    private final QueueCounters counters;
    private final Traces traces;

    Submissions(Journal journal, Bus bus, QueueCounters counters, Traces traces) {
        this.journal = journal;
        this.bus = bus;
        this.counters = counters;
        this.traces = traces;
    }

    /** What was added, and which job stands for each step. */
    private record Inserted(List<Job> fresh, List<UUID> chosen) {}

    Future<List<Job>> add(Tx tx, OwnerId owner, TrackId track, JobPlan plan) {
        return insert(tx, Submission.single(owner), List.of(new TrackPlan(track, plan)))
                .map(Inserted::fresh)
                .compose(jobs -> journal.append(tx, JobEventType.CREATED, jobs).map(jobs));
    }

    /** Whoever asks for the same track at the same time, on whatever node, waits for the first to commit. */
    Future<Submitted> addOnce(Tx tx, OwnerId owner, TrackId track, JobPlan plan, UUID work) {
        return alone(tx, track)
                .compose(alone -> tx.connection().preparedQuery(OF_WORK).execute(Tuple.of(track.value(), work)))
                .map(rows -> JobRow.all(rows).stream().map(JobRow::job).toList())
                .compose(before -> before.isEmpty()
                        ? addMissing(tx, Submission.single(owner, work).once(), new TrackPlan(track, plan))
                        : Future.succeededFuture(new Submitted(before, Set.of())));
    }

    private Future<Submitted> addMissing(Tx tx, Submission submission, TrackPlan plan) {
        return insert(tx, submission, List.of(plan))
                .compose(inserted -> (inserted.fresh().isEmpty()
                                ? Future.succeededFuture()
                                : journal.append(tx, JobEventType.CREATED, inserted.fresh()))
                        .compose(appended -> these(tx, inserted.chosen()))
                        .map(jobs -> new Submitted(
                                jobs, inserted.fresh().stream().map(Job::id).collect(toSet()))));
    }

    Future<Void> addAll(Tx tx, Submission submission, Collection<TrackPlan> plans) {
        return insert(tx, submission, plans)
                .compose(inserted -> inserted.fresh().isEmpty()
                        ? Future.succeededFuture()
                        : journal.appendAll(tx, JobEventType.CREATED, inserted.fresh()));
    }

    Future<Map<TrackId, List<Job>>> addEach(Tx tx, OwnerId owner, Collection<TrackPlan> plans) {
        return insert(tx, Submission.single(owner).once(), plans)
                .map(Inserted::fresh)
                .compose(jobs -> journal.appendEach(tx, JobEventType.CREATED, jobs)
                        .map(appended -> jobs.stream().collect(groupingBy(Job::track, LinkedHashMap::new, toList()))));
    }

    Future<Void> alone(Tx tx, TrackId track) {
        return tx.connection()
                .preparedQuery(ALONE)
                .execute(Tuple.of("jobs submit " + track))
                .mapEmpty();
    }

    private Future<Inserted> insert(Tx tx, Submission submission, Collection<TrackPlan> plans) {
        Enqueueing enqueueing = new Enqueueing(traces);
        Future<Inserted> inserted = LiveWork.find(tx, submission, plans).compose(live -> {
            PlanRows rows = new PlanRows(submission, plans, live, enqueueing);
            return rows.insert(tx).recover(Submissions::raced).map(added -> {
                WorkHints.publishAfterCommit(tx, bus, added);
                List<Job> fresh = added.stream().map(JobRow::job).toList();
                counters.enqueued(tx, fresh);
                return new Inserted(fresh, rows.chosen());
            });
        });
        return inserted.onComplete(enqueueing::over);
    }

    static <T> Future<T> raced(Throwable error) {
        boolean known = error instanceof PgException failure && UNIQUE_VIOLATION.equals(failure.getSqlState());
        return Future.failedFuture(
                known
                        ? new AlchemyException(ErrorCode.CONFLICT, "The same work is queued or running already.", error)
                        : error);
    }

    private static Future<List<Job>> these(Tx tx, List<UUID> ids) {
        return tx.connection()
                .preparedQuery(THESE)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Job> jobs = JobRow.all(rows).stream()
                            .map(JobRow::job)
                            .collect(toMap(job -> job.id().value(), job -> job));
                    List<Job> ordered = new ArrayList<>();
                    ids.forEach(id -> ordered.add(Objects.requireNonNull(jobs.get(id))));
                    return ordered;
                });
    }
}
