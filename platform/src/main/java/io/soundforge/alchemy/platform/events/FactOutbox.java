package io.soundforge.alchemy.platform.events;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Ends of jobs that somebody outside is to be told of. A row is written together with its fact and goes in the
 * transaction that passes it on, so that none is lost and none is passed on twice, whoever is killed when.
 */
public final class FactOutbox {
    /** Rows that another node is taking are passed over. */
    private static final String TAKE = """
            with taken as (
                delete from fact_outbox where number in (
                    select number from fact_outbox order by number limit $1 for update skip locked)
                returning number, seq, type, job)
            select seq, type, job::text as job from taken order by number""";

    /** Facts hold the job as it was; of several jobs of a kind the one that came into being last counts. */
    private static final String LATEST_AT = """
            with standing as (
                select distinct on (job ->> 'id') job, min(seq) over (partition by job ->> 'id') as born
                from facts where track_id = $1 and seq <= $2
                order by job ->> 'id', seq desc)
            select distinct on (job ->> 'kind') job::text as job from standing order by job ->> 'kind', born desc""";

    /** Takes up to {@code limit} facts, oldest first; they are back if the transaction rolls back. */
    public Future<List<JobEvent>> take(Tx tx, int limit) {
        return tx.connection().preparedQuery(TAKE).execute(Tuple.of(limit)).map(rows -> rows.stream()
                .map(Journal::event)
                .toList());
    }

    /** The latest job of each kind of a track, as they stood right after the fact with this number. */
    public Future<List<Job>> latestAt(Tx tx, TrackId track, long seq) {
        return tx.connection()
                .preparedQuery(LATEST_AT)
                .execute(Tuple.of(track.value(), seq))
                .map(rows -> rows.stream()
                        .map(row -> WireJson.read(row.getString("job"), Job.class))
                        .toList());
    }
}
