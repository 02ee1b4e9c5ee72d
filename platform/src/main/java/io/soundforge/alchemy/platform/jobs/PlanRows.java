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
import org.jspecify.annotations.Nullable;

/** Plans of one or many tracks as rows and edges; two statements however many and long they are. */
final class PlanRows {
    /** Six seconds for every point of priority: a job that waits makes up for a worse one. */
    private static final String INSERT_JOBS = """
            insert into jobs (id, kind, owner, track_id, plan_id, waits_for, args, max_attempts, priority, line_at,
                unique_key, traceparent, request_id)
            select step.id, step.kind, $1, step.track_id, $2, step.waits_for, step.args::jsonb, step.max_attempts, $3::int,
                now() + $3::int * interval '6 seconds', step.unique_key,
                step.traceparent, step.request_id
            from unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::text[], $9::int[], $10::text[],
                    $11::text[], $12::text[])
                with ordinality as step (id, track_id, kind, waits_for, args, max_attempts, unique_key, traceparent,
                    request_id, ordinal)
            order by step.ordinal
            returning\s""" + JobRow.COLUMNS;

    private static final String INSERT_EDGES = """
            insert into job_edges (predecessor, successor) select * from unnest($1::uuid[], $2::uuid[])""";

    private final Submission submission;
    private final LiveWork live;
    private final Enqueueing enqueueing;
    private final List<UUID> chosen = new ArrayList<>();
    private final List<NewJob> jobs = new ArrayList<>();
    private final List<UUID> predecessors = new ArrayList<>();
    private final List<UUID> successors = new ArrayList<>();

    /** A step on its way to become a row. */
    private record NewJob(
            UUID id,
            TrackId track,
            Step step,
            int waitsFor,
            @Nullable String key,
            Origin origin) {}

    /** @param live work that is there already and takes the place of steps that are the same */
    PlanRows(Submission submission, Collection<TrackPlan> plans, LiveWork live, Enqueueing enqueueing) {
        this.submission = submission;
        this.live = live;
        this.enqueueing = enqueueing;
        plans.forEach(this::add);
    }

    private void add(TrackPlan plan) {
        Map<String, UUID> ids = new HashMap<>();
        for (Step step : plan.plan().steps()) {
            UUID id = add(plan, step, ids);
            ids.put(step.key(), id);
            chosen.add(id);
        }
    }

    private UUID add(TrackPlan plan, Step step, Map<String, UUID> ids) {
        TrackId track = plan.track();
        String key = submission.unique() ? WorkKey.of(submission.owner(), track, step.args()) : null;
        UUID known = key == null ? null : live.find(key);
        if (known != null) {
            return known;
        }
        UUID id = UUID.randomUUID();
        // Two steps may stand for the same live job, which is to be waited for once.
        List<UUID> before = step.after().stream()
                .map(name -> Objects.requireNonNull(ids.get(name)))
                .distinct()
                .toList();
        before.forEach(predecessor -> {
            predecessors.add(predecessor);
            successors.add(id);
        });
        jobs.add(new NewJob(id, track, step, before.size(), key, enqueueing.of(plan)));
        if (key != null) {
            live.add(key, id);
        }
        return id;
    }

    /** The job of each step, those that were live already among them. */
    List<UUID> chosen() {
        return List.copyOf(chosen);
    }

    /** @return the rows that were added */
    Future<List<JobRow>> insert(Tx tx) {
        if (jobs.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return tx.connection()
                .preparedQuery(INSERT_JOBS)
                .execute(Tuple.from(jobValues()))
                .compose(rows -> insertEdges(tx).map(done -> JobRow.all(rows)));
    }

    private Future<Void> insertEdges(Tx tx) {
        if (predecessors.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.connection()
                .preparedQuery(INSERT_EDGES)
                .execute(Tuple.of(predecessors.toArray(UUID[]::new), (Object) successors.toArray(UUID[]::new)))
                .mapEmpty();
    }

    private List<Object> jobValues() {
        return List.of(
                submission.owner().value(),
                submission.plan(),
                submission.priority(),
                jobs.stream().map(NewJob::id).toArray(UUID[]::new),
                jobs.stream().map(job -> job.track().value()).toArray(UUID[]::new),
                args().map(args -> args.kind().text()).toArray(String[]::new),
                jobs.stream().map(NewJob::waitsFor).toArray(Integer[]::new),
                args().map(JobArgsJson::write).toArray(String[]::new),
                args().map(args -> RetryPolicy.of(args.kind()).maxAttempts()).toArray(Integer[]::new),
                jobs.stream().map(NewJob::key).toArray(String[]::new),
                jobs.stream().map(job -> job.origin().traceparent()).toArray(String[]::new),
                jobs.stream().map(job -> job.origin().request()).toArray(String[]::new));
    }

    private Stream<JobArgs> args() {
        return jobs.stream().map(job -> job.step().args());
    }
}
