package io.soundforge.alchemy.platform.jobs;

import static java.util.stream.Collectors.toMap;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the rows of jobs tell beyond the jobs themselves. */
public final class JobReader {
    private static final String NEWEST_ARGS = """
            select distinct on (track_id) track_id, args::text as args_json from jobs
            where track_id = any($1) and kind = $2 order by track_id, number desc""";

    private final Database database;

    public JobReader(Database database) {
        this.database = database;
    }

    /** What the newest job of a kind of each track was told to do; a track without one has no entry. */
    public Future<Map<TrackId, JobArgs>> newestArgs(Collection<TrackId> tracks, JobKind kind) {
        UUID[] ids = tracks.stream().map(TrackId::value).distinct().toArray(UUID[]::new);
        return database.pool()
                .preparedQuery(NEWEST_ARGS)
                .execute(Tuple.of(ids, kind.text()))
                .map(rows -> rows.stream()
                        .collect(toMap(
                                row -> new TrackId(row.getUUID("track_id")),
                                row -> JobArgsJson.read(kind, row.getString("args_json")))));
    }

    /** A job with its past, whatever its kind. */
    public Future<Optional<JobDetail>> detail(JobId id) {
        return database.pool()
                .preparedQuery(JobDetail.QUERY)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().map(JobDetail::of).findFirst());
    }

    /** How much work there is, and how long it takes, of all owners. */
    public Future<JobFigures> figures() {
        return database.pool()
                .query(JobFigures.QUERY)
                .execute()
                .map(rows -> JobFigures.of(rows.iterator().next()));
    }
}
