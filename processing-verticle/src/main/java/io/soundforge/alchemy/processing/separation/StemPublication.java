package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.processing.separation.SeparationJob.HashedStem;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Act three: the stems' bytes go to the store first, then one transaction makes them the track's. */
final class StemPublication implements Publication {
    private static final Logger log = LoggerFactory.getLogger(StemPublication.class);

    private final Catalog catalog;
    private final BlobStore blobs;
    private final JobRun run;
    private final MadeStems made;
    private final List<Asset> assets;

    StemPublication(Catalog catalog, BlobStore blobs, JobRun run, AudioFormat format, MadeStems made) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.run = run;
        this.made = made;
        this.assets = made.stems().stream()
                .map(stem -> asset(run, format, stem, made.duration()))
                .toList();
    }

    /** Moves the files; what was moved is removed again if that fails. */
    Future<Publication> store() {
        Future<Void> moved = Future.succeededFuture();
        for (int i = 0; i < assets.size(); i++) {
            HashedStem stem = made.stems().get(i);
            String key = assets.get(i).key();
            moved = moved.compose(done -> blobs.adopt(stem.stem().file(), key));
        }
        return moved.<Publication>map(this).recover(error -> remove().transform(done -> Future.failedFuture(error)));
    }

    @Override
    public Future<Void> publish(Tx tx) {
        Future<Void> rows = catalog.putSeparation(tx, run.track(), run.job().id(), made.facts());
        for (Asset asset : assets) {
            rows = rows.compose(done -> catalog.addAsset(tx, asset));
        }
        return rows;
    }

    /** Removes the bytes unless they were published after all and only the answer to the commit was lost. */
    @Override
    public Future<Void> withdrawn() {
        return catalog.asset(assets.get(0).id())
                .compose(published -> published.isPresent() ? Future.succeededFuture() : remove());
    }

    /** What stays behind is only waste, so a failure is told and no more. */
    private Future<Void> remove() {
        String folder = AssetKeys.folder(run.track()) + "/" + run.attemptName();
        return blobs.delete(folder).onFailure(error -> log.warn("could not remove {}", folder, error));
    }

    private static Asset asset(JobRun run, AudioFormat format, HashedStem made, double duration) {
        String fileName = made.stem().type() + "." + format.text();
        return new Asset(
                UUID.randomUUID(),
                run.track(),
                run.job().id(),
                AssetRole.STEM,
                fileName,
                made.stem().type(),
                AssetKeys.file(run.track(), run.attemptName(), fileName),
                format.contentType(),
                made.stem().bytes(),
                made.sha256(),
                duration);
    }
}
