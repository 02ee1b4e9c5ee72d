package io.soundforge.alchemy.platform.jobs;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * How much work there is, and how long it takes.
 *
 * @param running jobs that somebody works on
 * @param queued jobs that a free worker would take; those that wait for an earlier step are not among them
 * @param meanSeconds from start to end, of the jobs that completed within the last day; null if none did
 */
public record JobFigures(
        long running, long queued, @Nullable Double meanSeconds) {
    /** Each part has an index of its own. */
    static final String QUERY = """
            select (select count(*) from jobs where state = 'running') as running,
                (select count(*) from jobs where state = 'queued' and waits_for = 0) as queued,
                (select avg(extract(epoch from finished_at - started_at))::float8 from jobs
                    where state = 'completed' and finished_at > now() - interval '1 day') as mean_seconds""";

    static JobFigures of(Row row) {
        return new JobFigures(row.getLong("running"), row.getLong("queued"), row.getDouble("mean_seconds"));
    }
}
