package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.download.choice.Found;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable Found<DecodedAudio> found;
    /** Whether the track had other audio before. */
    private volatile boolean replaces;
    /** What the earlier audio says of this one. */
    private volatile List<SourceReason> heard = List.of();

    /** @param found what the audio was taken for; null where no song was looked for */
    AudioPublication(
            Catalog catalog,
            BlobStore blobs,
            Track track,
            AudioSource source,
            DecodedAudio audio,
            AudioAssets assets,
            @Nullable Found<DecodedAudio> found) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.track = track;
        this.source = source;
        this.audio = audio;
        this.assets = assets;
        this.found = found;
    }

    /** Moves the files to the store; what was moved is removed again if that fails. */
    Future<Publication> store() {
        return blobs.adopt(audio.original(), assets.original().key())
                .compose(done -> storeCanonical())
                .compose(done -> storeCover())
                .compose(done -> compareWithOld())
                .<Publication>map(this)
                .recover(error -> remove(assets.folder()).transform(removed -> Future.failedFuture(error)));
    }

    private Future<Void> storeCover() {
        DecodedAudio.Cover cover = audio.cover();
        Asset asset = assets.cover();
        return cover == null || asset == null ? Future.succeededFuture() : blobs.adopt(cover.file(), asset.key());
    }

    /** Audio that is there already, of whatever track, takes no second place on the disk. */
    private Future<Void> storeCanonical() {
        Asset canonical = assets.canonical();
        return catalog.sameCanonical(canonical.sha256(), canonical.bytes())
                .compose(same -> same.isPresent()
                        ? blobs.duplicate(same.get().key(), canonical.key())
                        : Future.failedFuture("none yet"))
                .recover(notThere -> blobs.adopt(audio.canonicalFile(), canonical.key()));
    }

    private Future<Void> compareWithOld() {
        return catalog.newest(track.id(), AssetRole.CANONICAL)
                .onSuccess(old -> replaces = old.isPresent()
                        && !old.get().sha256().equals(assets.canonical().sha256()))
                .compose(old -> catalog.fingerprints().find(track.id()))
                .onSuccess(old -> heard =
                        old.map(Fingerprint::of).map(this::heard).stream().toList())
                .mapEmpty();
    }

    private SourceReason heard(Fingerprint before) {
        double distance = before.distance(audio.fingerprint());
        String finding = distance < Fingerprint.SAME ? "the same recording as before" : "another recording than before";
        return new SourceReason(
                "audio",
                Math.max(0, 1 - 2 * distance),
                finding + String.format(Locale.ROOT, " (%.0f %% of the bits differ)", 100 * distance));
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
                .compose(done -> replaces ? catalog.forgetFindings(tx, track.id()) : Future.succeededFuture())
                .compose(done -> catalog.fingerprints()
                        .put(
                                tx,
                                track.id(),
                                assets.canonical().sha256(),
                                audio.fingerprint().bytes()))
                .compose(done -> noteSource(tx))
                .compose(done -> catalog.describe(tx, track.id(), description()));
    }

    private Future<Void> addCover(Tx tx) {
        Asset cover = assets.cover();
        return cover == null ? Future.succeededFuture() : catalog.addAsset(tx, cover);
    }

    private Future<Void> noteSource(Tx tx) {
        return found == null
                ? Future.succeededFuture()
                : catalog.sources()
                        .choose(
                                tx,
                                track.id(),
                                found.expectedSeconds(),
                                found.candidates(),
                                found.chosen().and(heard));
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
