package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Plans of one or many tracks as rows and edges; two statements however many and long they are. */
final class PlanRows {
    private static final String INSERT_JOBS = """
            insert into jobs (id, kind, owner, track_id, plan_id, waits_for, args, max_attempts, priority)
            select step.id, step.kind, $1, step.track_id, $2, step.waits_for, step.args::jsonb, step.max_attempts, $3
            from unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::text[], $9::int[]) with ordinality
                as step (id, track_id, kind, waits_for, args, max_attempts, ordinal)
            order by step.ordinal
            returning\s""" + JobRow.COLUMNS;

    private static final String INSERT_EDGES = """
            insert into job_edges (predecessor, successor) select * from unnest($1::uuid[], $2::uuid[])""";

    private final Submission submission;
    private final List<NewJob> jobs = new ArrayList<>();
    private final List<UUID> predecessors = new ArrayList<>();
    private final List<UUID> successors = new ArrayList<>();

    /** A step on its way to become a row. */
    private record NewJob(UUID id, TrackId track, Step step) {}

    PlanRows(Submission submission, Collection<TrackPlan> plans) {
        this.submission = submission;
        plans.forEach(this::add);
    }

    private void add(TrackPlan plan) {
        Map<String, UUID> ids = new HashMap<>();
        for (Step step : plan.plan().steps()) {
            UUID id = UUID.randomUUID();
            jobs.add(new NewJob(id, plan.track(), step));
            for (String before : step.after()) {
                predecessors.add(Objects.requireNonNull(ids.get(before)));
                successors.add(id);
            }
            ids.put(step.key(), id);
        }
    }

    Future<List<JobRow>> insert(Tx tx) {
        return tx.connection()
                .preparedQuery(INSERT_JOBS)
                .execute(Tuple.from(jobValues()))
                .compose(rows -> insertEdges(tx).map(done -> JobRow.all(rows)));
    }

    private Future<?> insertEdges(Tx tx) {
        if (predecessors.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple edges = Tuple.of(predecessors.toArray(UUID[]::new), (Object) successors.toArray(UUID[]::new));
        return tx.connection().preparedQuery(INSERT_EDGES).execute(edges);
    }

    private List<Object> jobValues() {
        return List.of(
                submission.owner().value(),
                submission.plan(),
                submission.priority(),
                jobs.stream().map(NewJob::id).toArray(UUID[]::new),
                jobs.stream().map(job -> job.track().value()).toArray(UUID[]::new),
                args().map(args -> args.kind().text()).toArray(String[]::new),
                jobs.stream().map(job -> job.step().after().size()).toArray(Integer[]::new),
                args().map(JobArgsJson::write).toArray(String[]::new),
                args().map(args -> RetryPolicy.of(args.kind()).maxAttempts()).toArray(Integer[]::new));
    }

    private Stream<JobArgs> args() {
        return jobs.stream().map(job -> job.step().args());
    }
}
