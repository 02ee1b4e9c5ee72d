package io.soundforge.alchemy.processing.export;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.catalog.Exports;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.export.ExportJob.MadeExport;
import io.vertx.core.Future;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The zip goes to the store first, then one transaction makes it the track's and lets the oldest ones go. */
final class ExportPublication implements Publication {
    private static final Logger log = LoggerFactory.getLogger(ExportPublication.class);
    private static final String FILE_NAME = "stems.zip";

    private final Exports exports;
    private final BlobStore blobs;
    private final JobRun run;
    private final MadeExport made;
    private final Asset asset;

    ExportPublication(ProcessingParts parts, JobRun run, MadeExport made) {
        this.exports = parts.catalog().exports();
        this.blobs = parts.blobs();
        this.run = run;
        this.made = made;
        this.asset = asset(run, made);
    }

    Future<Publication> store() {
        return blobs.adopt(made.file(), asset.key()).map(this);
    }

    @Override
    public Future<Void> publish(Tx tx) {
        return exports.add(tx, asset)
                .onSuccess(old -> tx.afterCommit(() -> old.forEach(this::remove)))
                .mapEmpty();
    }

    /** Removes the bytes unless they were published after all and only the answer to the commit was lost. */
    @Override
    public Future<Void> withdrawn() {
        return exports.find(run.track(), run.job().id())
                .compose(published -> published.isPresent() ? Future.succeededFuture() : remove(asset));
    }

    /** An export is alone in its folder. What stays behind goes with the track, so a failure is told and no more. */
    private Future<Void> remove(Asset export) {
        String folder = export.key().substring(0, export.key().lastIndexOf('/'));
        return blobs.delete(folder).onFailure(error -> log.warn("could not remove {}", folder, error));
    }

    private static Asset asset(JobRun run, MadeExport made) {
        return new Asset(
                UUID.randomUUID(),
                run.track(),
                run.job().id(),
                AssetRole.EXPORT,
                FILE_NAME,
                AssetRole.EXPORT.text(),
                AssetKeys.file(run.track(), run.attemptName(), FILE_NAME),
                "application/zip",
                made.bytes(),
                made.sha256(),
                made.duration());
    }
}
