package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The zips that were made of tracks' stems. The newest few of each track are kept: anybody can make them again. */
public final class Exports {
    /** So many per track. */
    public static final int KEPT = 3;

    private static final String FIND = "select * from assets where track_id = $1 and job_id = $2 and role = $3";

    private static final String REMOVE_OLD = """
            delete from assets where track_id = $1 and role = $2 and id not in (
                select id from assets where track_id = $1 and role = $2 order by number desc limit $3)
            returning *""";

    private final Database database;
    private final Catalog catalog;

    Exports(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** What this job made for this track; empty before it has, and when newer ones took its place. */
    public Future<Optional<Asset>> find(TrackId track, JobId job) {
        return database.pool()
                .preparedQuery(FIND)
                .execute(Tuple.of(track.value(), job.value(), AssetRole.EXPORT.text()))
                .map(rows -> rows.stream().map(CatalogRows::asset).findFirst());
    }

    /**
     * Adds an export and removes the rows of those that are too old now. Fails with NOT_FOUND if the track is gone.
     *
     * @return the removed ones, whose blobs are the caller's to delete after the commit
     */
    public Future<List<Asset>> add(Tx tx, Asset export) {
        Tuple values = Tuple.of(export.track().value(), AssetRole.EXPORT.text(), KEPT);
        return catalog.addAsset(tx, export)
                .compose(added -> tx.connection().preparedQuery(REMOVE_OLD).execute(values))
                .map(rows -> rows.stream().map(CatalogRows::asset).toList());
    }
}
