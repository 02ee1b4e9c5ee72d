package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What callers of separations said beyond what the job needs. */
public final class SeparationWishes {
    private static final String REMEMBER = """
            insert into automatic_separations (track_id, options) values ($1, $2::text::jsonb)
            on conflict (track_id) do update set options = excluded.options""";
    private static final String FORGET = "delete from automatic_separations where track_id = $1";
    private static final String REMEMBERED =
            "select options::text as options from automatic_separations where track_id = $1";
    private static final String RECORD =
            "insert into separation_requests (job_id, sent) values ($1, $2::text::jsonb) on conflict do nothing";
    private static final String SENT =
            "select job_id, sent::text as sent from separation_requests where job_id = any($1)";

    private final Database database;

    public SeparationWishes(Database database) {
        this.database = database;
    }

    /** From now on every download of the track is to be followed by a separation with these options. */
    public Future<Void> remember(Tx tx, TrackId track, SeparationOptions options) {
        return write(tx, REMEMBER, Tuple.of(track.value(), WireJson.write(options)));
    }

    /** From now on downloads of the track are downloads only. */
    public Future<Void> forget(Tx tx, TrackId track) {
        return write(tx, FORGET, Tuple.of(track.value()));
    }

    /** The options that the next download of the track is to be separated with. */
    public Future<Optional<SeparationOptions>> remembered(TrackId track) {
        return database.pool()
                .preparedQuery(REMEMBERED)
                .execute(Tuple.of(track.value()))
                .map(rows -> rows.stream()
                        .map(row -> WireJson.read(row.getString("options"), SeparationOptions.class))
                        .findFirst());
    }

    /**
     * Keeps the options of a separation as they were sent first.
     *
     * @param sent without NUL characters in its texts, which the database cannot store
     */
    public Future<Void> record(Tx tx, JobId job, JsonObject sent) {
        return write(tx, RECORD, Tuple.of(job.value(), sent.encode()));
    }

    /** The options as they were sent; a job for which none were kept has no entry. */
    public Future<Map<JobId, JsonObject>> sent(Collection<JobId> jobs) {
        UUID[] ids = jobs.stream().map(JobId::value).toArray(UUID[]::new);
        return database.pool().preparedQuery(SENT).execute(Tuple.of(ids)).map(SeparationWishes::byJob);
    }

    private static Map<JobId, JsonObject> byJob(RowSet<Row> rows) {
        Map<JobId, JsonObject> sent = new LinkedHashMap<>();
        rows.forEach(row -> sent.put(new JobId(row.getUUID("job_id")), new JsonObject(row.getString("sent"))));
        return sent;
    }

    private static Future<Void> write(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values).mapEmpty();
    }
}
