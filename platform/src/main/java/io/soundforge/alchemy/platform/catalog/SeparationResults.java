package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.stems.SeparationReport;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** What separations made. Found by job, or by address: the hash of everything that the stems' bytes depend on. */
public final class SeparationResults {
    private static final String PUT = """
            insert into separation_results (job_id, track_id, address, report) values ($1, $2, $3, $4::text::jsonb)""";
    private static final String BY_JOB =
            "select report::text as report from separation_results where job_id = $1 and track_id = $2";
    private static final String BY_ADDRESS = """
            select job_id, track_id, report::text as report from separation_results
            where address = $1 order by number desc limit 1""";

    private final Database database;
    private final Catalog catalog;

    public SeparationResults(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** A separation that was made before, with its stems. */
    public record Made(SeparationReport report, List<Asset> stems) {
        public Made {
            stems = List.copyOf(stems);
        }
    }

    public Future<Void> put(Tx tx, JobId job, TrackId track, String address, SeparationReport report) {
        return tx.connection()
                .preparedQuery(PUT)
                .execute(Tuple.of(job.value(), track.value(), address, WireJson.write(report)))
                .mapEmpty();
    }

    /** Of a job of this track. */
    public Future<Optional<SeparationReport>> find(TrackId track, JobId job) {
        return database.pool()
                .preparedQuery(BY_JOB)
                .execute(Tuple.of(job.value(), track.value()))
                .map(rows -> rows.stream().map(SeparationResults::report).findFirst());
    }

    /** The newest separation at this address, of whichever track: whose it is stays with the caller. */
    public Future<Optional<Made>> newest(String address) {
        return database.pool()
                .preparedQuery(BY_ADDRESS)
                .execute(Tuple.of(address))
                .compose(rows -> rows.stream()
                        .findFirst()
                        .map(this::made)
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Made>> made(Row row) {
        TrackId track = new TrackId(row.getUUID("track_id"));
        JobId job = new JobId(row.getUUID("job_id"));
        return catalog.assetsOf(List.of(track)).map(assets -> {
            List<Asset> stems = assets.getOrDefault(track, List.of()).stream()
                    .filter(asset ->
                            asset.role() == AssetRole.STEM && asset.job().equals(job))
                    .toList();
            return stems.isEmpty() ? Optional.empty() : Optional.of(new Made(report(row), stems));
        });
    }

    private static SeparationReport report(Row row) {
        return WireJson.read(row.getString("report"), SeparationReport.class);
    }
}
