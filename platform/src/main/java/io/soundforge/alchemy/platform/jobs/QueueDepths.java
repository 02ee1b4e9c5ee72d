package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is queued and running, of all owners. */
public final class QueueDepths {
    private static final String COUNT = """
            select kind,
                count(*) filter (where state = 'queued' and waits_for = 0) as queued,
                count(*) filter (where state = 'queued' and waits_for > 0) as waiting,
                count(*) filter (where state = 'running') as running,
                extract(epoch from now() - min(run_at) filter (
                    where state = 'queued' and waits_for = 0 and run_at <= now()))::float8 as oldest
            from jobs where state in ('queued', 'running') group by kind""";

    private final Database database;

    public QueueDepths(Database database) {
        this.database = database;
    }

    /** One entry for every kind, those without work too. */
    public Future<List<QueueDepth>> all() {
        return database.pool().query(COUNT).execute().map(rows -> {
            Map<String, QueueDepth> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getString("kind"), depth(row)));
            return Arrays.stream(JobKind.values())
                    .map(JobKind::text)
                    .map(kind -> found.getOrDefault(kind, new QueueDepth(kind, 0, 0, 0, null)))
                    .toList();
        });
    }

    private static QueueDepth depth(Row row) {
        return new QueueDepth(
                row.getString("kind"),
                row.getLong("queued"),
                row.getLong("waiting"),
                row.getLong("running"),
                row.getDouble("oldest"));
    }
}
