package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Counts what owners have. */
public final class Usages {
    private static final String COUNT = """
            select
                (select count(*) from tracks where owner = $1) as tracks,
                (select coalesce(sum(a.bytes), 0)::bigint from assets a join tracks t on t.id = a.track_id
                    where t.owner = $1 and a.role in ('original', 'stem')) as stored,
                (select coalesce(sum(s.bytes), 0)::bigint from staged_uploads s join tracks t on t.id = s.track_id
                    where t.owner = $1
                        and exists (select 1 from jobs j where j.track_id = t.id and j.kind = 'download'
                            and j.state in ('queued', 'running'))
                        and not exists (select 1 from assets a where a.track_id = t.id and a.role = 'original')) as staged,
                (select coalesce(sum(length), 0)::bigint from uploads
                    where owner = $1 and imported_at is null and expires_at > now()) as reserved,
                (select count(*)::int from uploads
                    where owner = $1 and imported_at is null and expires_at > now()) as unfinished""";

    private static final String STAGE = """
            insert into staged_uploads (track_id, bytes) values ($1, $2)
            on conflict (track_id) do update set bytes = excluded.bytes""";

    private final Database database;

    public Usages(Database database) {
        this.database = database;
    }

    public Future<OwnerUsage> of(OwnerId owner) {
        return count(database.pool(), owner);
    }

    /**
     * What an owner has, while nobody else adds to it: others who ask in this way wait until the transaction ends.
     */
    public Future<OwnerUsage> locked(Tx tx, OwnerId owner) {
        return tx.connection()
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended('usage ' || $1, 0))")
                .execute(Tuple.of(owner.value()))
                .compose(locked -> count(tx.connection(), owner));
    }

    /** Notes how large the file is that a new track's download job will find. */
    public Future<Void> staged(Tx tx, TrackId track, long bytes) {
        return tx.connection()
                .preparedQuery(STAGE)
                .execute(Tuple.of(track.value(), bytes))
                .mapEmpty();
    }

    private static Future<OwnerUsage> count(SqlClient client, OwnerId owner) {
        return client.preparedQuery(COUNT).execute(Tuple.of(owner.value())).map(rows -> {
            Row row = rows.iterator().next();
            return new OwnerUsage(
                    row.getLong("tracks"),
                    row.getLong("stored"),
                    row.getLong("staged") + row.getLong("reserved"),
                    row.getInteger("unfinished"));
        });
    }
}
