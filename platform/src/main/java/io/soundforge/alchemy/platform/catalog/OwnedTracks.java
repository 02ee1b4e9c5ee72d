package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.vertx.core.Future;

/** Finds tracks for a caller; those of others do not exist. */
public final class OwnedTracks {
    private final Catalog catalog;

    public OwnedTracks(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Finds a track by our id, or by the name that its client or Spotify has for it; a client's name may look like our ids.
     *
     * <p>Fails with NOT_FOUND when there is no such track for the caller; a malformed name names nothing.
     */
    public Future<Track> find(OwnerId caller, String name) {
        try {
            return found(caller, TrackId.parse(name), name);
        } catch (IllegalArgumentException notOurId) {
            return findByClientName(caller, name);
        }
    }

    private Future<Track> found(OwnerId caller, TrackId id, String name) {
        return catalog.find(id)
                .map(found -> found.filter(track -> AccessPolicy.mayAccess(caller, track.owner())))
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture(found.get()) : findByClientName(caller, name));
    }

    private Future<Track> findByClientName(OwnerId caller, String name) {
        try {
            return catalog.findExternal(caller, ExternalId.ofClientName(name).value())
                    .map(found -> found.orElseThrow(() -> missing()));
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(missing());
        }
    }

    private static AlchemyException missing() {
        return new AlchemyException(ErrorCode.NOT_FOUND, "there is no such track");
    }
}
