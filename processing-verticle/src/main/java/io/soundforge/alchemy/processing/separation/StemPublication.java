package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.separation.MadeStems.MadeStem;
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
    private final String address;
    private final MadeStems made;
    private final List<Asset> assets;

    private StemPublication(ProcessingParts parts, JobRun run, String address, MadeStems made) {
        this.catalog = parts.catalog();
        this.blobs = parts.blobs();
        this.run = run;
        this.address = address;
        this.made = made;
        this.assets = made.stems().stream()
                .map(stem -> asset(run, stem, made.report().duration()))
                .toList();
    }

    /** @param address of everything that the stems' bytes depend on */
    static StemPublication of(ProcessingParts parts, JobRun run, String address, MadeStems made) {
        return new StemPublication(parts, run, address, made);
    }

    /** Stores the bytes; what was stored is removed again if that fails. */
    Future<Publication> store() {
        Future<Void> stored = Future.succeededFuture();
        for (int i = 0; i < assets.size(); i++) {
            MadeStem stem = made.stems().get(i);
            String key = assets.get(i).key();
            stored = stored.compose(done -> stem.bytes().storeAs(blobs, key));
        }
        return stored.<Publication>map(this).recover(error -> remove().transform(done -> Future.failedFuture(error)));
    }

    @Override
    public Future<Void> publish(Tx tx) {
        Future<Void> rows = catalog.putSeparation(
                        tx, run.track(), run.job().id(), made.report().facts())
                .compose(done ->
                        catalog.separationResults().put(tx, run.job().id(), run.track(), address, made.report()));
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

    private static Asset asset(JobRun run, MadeStem made, double duration) {
        return new Asset(
                UUID.randomUUID(),
                run.track(),
                run.job().id(),
                AssetRole.STEM,
                made.fileName(),
                made.type(),
                AssetKeys.file(run.track(), run.attemptName(), made.fileName()),
                made.contentType(),
                made.size(),
                made.sha256(),
                duration);
    }
}
