package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final String RUNNING = """
            select lease_owner, kind, count(*) as jobs from jobs where state = 'running' group by lease_owner, kind""";

    private final Database database;

    public QueueDepths(Database database) {
        this.database = database;
    }

    /** One entry for every kind, those without work too, and behind them those that only a newer release knows. */
    public Future<List<QueueDepth>> all() {
        return database.pool().query(COUNT).execute().map(rows -> {
            Map<String, QueueDepth> depths = new LinkedHashMap<>();
            for (JobKind kind : JobKind.values()) {
                depths.put(kind.text(), new QueueDepth(kind.text(), 0, 0, 0, null));
            }
            rows.forEach(row -> depths.put(row.getString("kind"), depth(row)));
            return List.copyOf(depths.values());
        });
    }

    /** How many jobs of each kind run on each node. */
    public Future<Map<String, Map<String, Long>>> running() {
        return database.pool().query(RUNNING).execute().map(rows -> {
            Map<String, Map<String, Long>> running = new HashMap<>();
            rows.forEach(row -> running.computeIfAbsent(row.getString("lease_owner"), node -> new HashMap<>())
                    .put(row.getString("kind"), row.getLong("jobs")));
            return running;
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
