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

/** The outlines of originals for players, made by their newest analysis; the asset's type is the form. */
public final class Waveforms {
    private static final String FIND = "select * from assets where track_id = $1 and role = $2 order by number desc";

    private static final String REMOVE_OTHERS =
            "delete from assets where track_id = $1 and role = $2 and job_id <> $3 returning *";

    private final Database database;
    private final Catalog catalog;

    Waveforms(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** The newest of a form; empty for tracks that were not analysed since outlines are kept. */
    public Future<Optional<Asset>> find(TrackId track, String form) {
        return all(track).map(found -> found.stream()
                .filter(asset -> asset.type().equals(form))
                .findFirst());
    }

    /** Whether an analysis has published an outline that still stands. */
    public Future<Boolean> has(TrackId track, JobId job) {
        return all(track)
                .map(found -> found.stream().anyMatch(asset -> asset.job().equals(job)));
    }

    /**
     * Puts an analysis' outlines in the place of those before. Fails with NOT_FOUND if the track is gone.
     *
     * @return the removed ones, whose blobs are the caller's to delete after the commit
     */
    public Future<List<Asset>> put(Tx tx, TrackId track, JobId job, List<Asset> forms) {
        Future<Void> added = Future.succeededFuture();
        for (Asset form : forms) {
            added = added.compose(before -> catalog.addAsset(tx, form));
        }
        Tuple others = Tuple.of(track.value(), AssetRole.WAVEFORM.text(), job.value());
        return added.compose(all -> tx.connection().preparedQuery(REMOVE_OTHERS).execute(others))
                .map(rows -> rows.stream().map(CatalogRows::asset).toList());
    }

    private Future<List<Asset>> all(TrackId track) {
        return database.pool()
                .preparedQuery(FIND)
                .execute(Tuple.of(track.value(), AssetRole.WAVEFORM.text()))
                .map(rows -> rows.stream().map(CatalogRows::asset).toList());
    }
}
