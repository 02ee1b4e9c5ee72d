package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Act three: the bytes go to the store first, then one transaction makes them visible. */
final class AudioPublication implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(AudioPublication.class);

    private final Catalog catalog;
    private final BlobStore blobs;
    private final Track track;
    private final AudioSource source;
    private final DecodedAudio audio;
    private final AudioAssets assets;

    AudioPublication(
            Catalog catalog, BlobStore blobs, Track track, AudioSource source, DecodedAudio audio, AudioAssets assets) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.track = track;
        this.source = source;
        this.audio = audio;
        this.assets = assets;
    }

    /** Moves the files to the store; what was moved is removed again if that fails. */
    Future<Publication> store() {
        return blobs.adopt(audio.original(), assets.original().key())
                .compose(done ->
                        blobs.adopt(audio.canonicalFile(), assets.canonical().key()))
                .compose(done -> storeCover())
                .<Publication>map(this)
                .recover(error -> remove(assets.folder()).transform(removed -> Future.failedFuture(error)));
    }

    private Future<Void> storeCover() {
        DecodedAudio.Cover cover = audio.cover();
        Asset asset = assets.cover();
        return cover == null || asset == null ? Future.succeededFuture() : blobs.adopt(cover.file(), asset.key());
    }

    @Override
    public Future<Void> publish(Tx tx) {
        if (source.kind() == AudioSource.Kind.UPLOAD) {
            tx.afterCommit(() -> remove(source.reference()));
        }
        return catalog.addAsset(tx, assets.original())
                .compose(done -> catalog.addAsset(tx, assets.canonical()))
                .compose(done -> addCover(tx))
                .compose(done ->
                        catalog.putMedia(tx, track.id(), assets.original().job(), audio.facts()))
                .compose(done -> catalog.describe(tx, track.id(), description()));
    }

    private Future<Void> addCover(Tx tx) {
        Asset cover = assets.cover();
        return cover == null ? Future.succeededFuture() : catalog.addAsset(tx, cover);
    }

    /** Removes the bytes unless they were published after all and only the answer to the commit was lost. */
    @Override
    public Future<Void> withdrawn() {
        return catalog.asset(assets.original().id())
                .compose(published -> published.isPresent() ? Future.succeededFuture() : remove(assets.folder()));
    }

    private TrackDescription description() {
        return TrackNaming.describe(
                track, source, audio.info().tags(), audio.canonical().duration());
    }

    /** What stays behind is only waste, so a failure is told and no more. */
    private Future<Void> remove(String key) {
        return blobs.delete(key).onFailure(error -> LOG.warn("could not remove {}", key, error));
    }
}
