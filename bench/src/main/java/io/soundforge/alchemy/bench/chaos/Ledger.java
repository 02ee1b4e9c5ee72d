package io.soundforge.alchemy.bench.chaos;

import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the tables say about the jobs and their effects. */
public final class Ledger {
    private static final String TABLE = """
            drop table if exists effects;
            create table effects (
                job uuid not null, attempt text not null, node text not null, at timestamptz not null default now())""";

    private static final String COUNT = """
            select count(*) as jobs,
                count(*) filter (where state = 'completed') as completed,
                count(*) filter (where state in ('completed', 'failed', 'cancelled')) as ended,
                coalesce(sum(lease_token), 0)::bigint as claims,
                coalesce(sum(attempt), 0)::bigint as attempts,
                count(*) filter (where state = 'completed'
                    and not exists (select from effects where effects.job = jobs.id)) as hollow,
                (select count(*) from (select job from effects group by job having count(*) > 1) twice)
                    + (select count(*) from effects where not exists (
                        select from jobs where jobs.id = effects.job and state = 'completed')) as doubles
            from jobs where id = any($1)""";

    private static final String HELD = """
            select id, lease_token from jobs where state = 'running' and lease_owner = $1""";

    private static final String STILL_HELD = """
            select count(*) as still from jobs join unnest($1::uuid[], $2::bigint[]) as held (id, token)
                on jobs.id = held.id
            where jobs.lease_token = held.token and jobs.state in ('running', 'queued')""";

    private static final long PATIENCE_SECONDS = 120;
    private static final int TRIES = 50;
    private static final long WAIT_MILLIS = 200;

    /**
     * Of the jobs that were acknowledged.
     *
     * @param jobs rows that are there
     * @param ended in whatever terminal state
     * @param claims how often any was taken
     * @param attempts as counted against the limit of each
     * @param hollow completed without an effect
     * @param doubles with two effects, or with one though not completed
     */
    public record Count(long jobs, long completed, long ended, long claims, long attempts, long hollow, long doubles) {}

    /** Names one claim of one job. */
    public record Claim(UUID job, long token) {}

    private final Vertx vertx;
    private final Database database;

    Ledger(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
    }

    void open() {
        await(database.pool().query(TABLE).execute());
    }

    void clear() {
        await(database.pool()
                .query("truncate jobs, job_edges, facts, fact_positions, nodes, effects cascade")
                .execute());
    }

    public Count count(Collection<JobId> accepted) {
        UUID[] ids = accepted.stream().map(JobId::value).toArray(UUID[]::new);
        Row row = first(COUNT, Tuple.of((Object) ids));
        return new Count(
                row.getLong("jobs"),
                row.getLong("completed"),
                row.getLong("ended"),
                row.getLong("claims"),
                row.getLong("attempts"),
                row.getLong("hollow"),
                row.getLong("doubles"));
    }

    /** How many jobs have not come to an end, whoever added them. */
    public long unfinished() {
        return number("select count(*) from jobs where state in ('queued', 'running')", Tuple.tuple());
    }

    /** What a worker holds according to the table. */
    public Set<Claim> heldBy(String worker) {
        Set<Claim> held = new HashSet<>();
        rows(HELD, Tuple.of(worker)).forEach(row -> held.add(new Claim(row.getUUID("id"), row.getLong("lease_token"))));
        return held;
    }

    /** How many of these claims nobody has followed yet: the job neither ended nor was taken again. */
    public long unfollowed(Collection<Claim> claims) {
        UUID[] jobs = claims.stream().map(Claim::job).toArray(UUID[]::new);
        Long[] tokens = claims.stream().map(Claim::token).toArray(Long[]::new);
        return number(STILL_HELD, Tuple.of(jobs, (Object) tokens));
    }

    /** The first column of a query's only row. */
    public long number(String sql, Tuple values) {
        return first(sql, values).getLong(0);
    }

    public void change(String sql, Tuple values) {
        rows(sql, values);
    }

    private Row first(String sql, Tuple values) {
        return rows(sql, values).iterator().next();
    }

    private RowSet<Row> rows(String sql, Tuple values) {
        return await(persistently(sql, values, TRIES));
    }

    /** The scenarios stop the database, and what they ask right after that meets connections that are gone. */
    private Future<RowSet<Row>> persistently(String sql, Tuple values, int triesLeft) {
        return database.pool().preparedQuery(sql).execute(values).recover(error -> {
            if (triesLeft <= 1) {
                return Future.failedFuture(error);
            }
            return vertx.timer(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                    .compose(rested -> persistently(sql, values, triesLeft - 1));
        });
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
