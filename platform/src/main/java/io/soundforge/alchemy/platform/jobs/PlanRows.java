package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A plan as rows and edges; two statements however long the plan is. */
final class PlanRows {
    private static final String INSERT_JOBS = """
            insert into jobs (id, kind, owner, track_id, plan_id, waits_for, args, max_attempts)
            select step.id, step.kind, $1, $2, $3, step.waits_for, step.args::jsonb, step.max_attempts
            from unnest($4::uuid[], $5::text[], $6::int[], $7::text[], $8::int[]) with ordinality
                as step (id, kind, waits_for, args, max_attempts, ordinal)
            order by step.ordinal
            returning\s""" + JobRow.COLUMNS;

    private static final String INSERT_EDGES = """
            insert into job_edges (predecessor, successor) select * from unnest($1::uuid[], $2::uuid[])""";

    private final OwnerId owner;
    private final TrackId track;
    private final JobPlan plan;
    private final Map<String, UUID> ids = new HashMap<>();

    PlanRows(OwnerId owner, TrackId track, JobPlan plan) {
        this.owner = owner;
        this.track = track;
        this.plan = plan;
        plan.steps().forEach(step -> ids.put(step.key(), UUID.randomUUID()));
    }

    Future<List<JobRow>> insert(Tx tx) {
        return tx.connection()
                .preparedQuery(INSERT_JOBS)
                .execute(Tuple.from(jobValues()))
                .compose(rows -> insertEdges(tx).map(done -> JobRow.all(rows)));
    }

    private Future<?> insertEdges(Tx tx) {
        List<UUID> predecessors = new ArrayList<>();
        List<UUID> successors = new ArrayList<>();
        for (Step step : plan.steps()) {
            for (String before : step.after()) {
                predecessors.add(id(before));
                successors.add(id(step.key()));
            }
        }
        if (predecessors.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple edges = Tuple.of(predecessors.toArray(UUID[]::new), (Object) successors.toArray(UUID[]::new));
        return tx.connection().preparedQuery(INSERT_EDGES).execute(edges);
    }

    private List<Object> jobValues() {
        List<Step> steps = plan.steps();
        return List.of(
                owner.value(),
                track.value(),
                UUID.randomUUID(),
                steps.stream().map(step -> id(step.key())).toArray(UUID[]::new),
                steps.stream().map(step -> step.args().kind().text()).toArray(String[]::new),
                steps.stream().map(step -> step.after().size()).toArray(Integer[]::new),
                steps.stream().map(step -> JobArgsJson.write(step.args())).toArray(String[]::new),
                steps.stream()
                        .map(step -> RetryPolicy.of(step.args().kind()).maxAttempts())
                        .toArray(Integer[]::new));
    }

    private UUID id(String key) {
        return Objects.requireNonNull(ids.get(key));
    }
}
