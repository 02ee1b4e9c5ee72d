package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work that is queued or running, by the key that tells it from other work. */
final class LiveWork {
    /** Locked, so that none of them ends before whatever is to wait for it is written down. */
    private static final String FIND = """
            select id, unique_key from jobs where unique_key = any($1) and state in ('queued', 'running')
            order by number for update""";

    private final Map<String, UUID> jobs = new HashMap<>();

    static LiveWork none() {
        return new LiveWork();
    }

    /** What is live of these plans already; its rows stay locked until the transaction ends. */
    static Future<LiveWork> find(Tx tx, Submission submission, Collection<TrackPlan> plans) {
        if (!submission.unique()) {
            return Future.succeededFuture(none());
        }
        String[] keys = plans.stream()
                .flatMap(plan -> plan.plan().steps().stream()
                        .map(step -> WorkKey.of(submission.owner(), plan.track(), step.args())))
                .toArray(String[]::new);
        return tx.connection()
                .preparedQuery(FIND)
                .execute(Tuple.of((Object) keys))
                .map(LiveWork::of);
    }

    @Nullable UUID find(String key) {
        return jobs.get(key);
    }

    void add(String key, UUID job) {
        jobs.put(key, job);
    }

    private static LiveWork of(Iterable<Row> rows) {
        LiveWork live = new LiveWork();
        rows.forEach(row -> live.add(row.getString("unique_key"), row.getUUID("id")));
        return live;
    }
}
