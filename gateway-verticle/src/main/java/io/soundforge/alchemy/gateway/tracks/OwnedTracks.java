package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.vertx.core.Future;

/** Finds tracks for a caller; those of others do not exist. */
public final class OwnedTracks {
    private final Catalog catalog;

    public OwnedTracks(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Fails with NOT_FOUND when there is no such track for the caller. */
    public Future<Track> find(OwnerId caller, TrackId id) {
        return catalog.find(id).map(found -> found.filter(track -> AccessPolicy.mayAccess(caller, track.owner()))
                .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no track " + id)));
    }
}
