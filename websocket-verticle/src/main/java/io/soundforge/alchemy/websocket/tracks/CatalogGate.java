package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the catalog says about tracks, to those who may know. */
final class CatalogGate implements TrackGate {
    private final Catalog catalog;
    private final OwnedTracks tracks;

    CatalogGate(Catalog catalog) {
        this.catalog = catalog;
        this.tracks = new OwnedTracks(catalog);
    }

    @Override
    public Future<Optional<Track>> find(OwnerId caller, String name) {
        return tracks.find(caller, name)
                .map(Optional::of)
                .recover(error -> AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(error));
    }

    @Override
    public Future<Optional<Track>> find(TrackId id) {
        return catalog.find(id);
    }

    @Override
    public Future<List<String>> stems(Job separation) {
        return catalog.assetsOf(List.of(separation.track()))
                .map(assets -> assets.getOrDefault(separation.track(), List.of()).stream()
                        .filter(asset ->
                                asset.role() == AssetRole.STEM && asset.job().equals(separation.id()))
                        .map(Asset::name)
                        .toList());
    }
}
