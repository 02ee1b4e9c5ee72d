package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.vertx.core.Future;

/** Lets a caller follow the tracks they may see; others do not exist for them. */
final class SubscriptionGate {
    private final Catalog catalog;
    private final OwnerId caller;

    SubscriptionGate(Catalog catalog, OwnerId caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    Future<Void> admit(TrackId track) {
        return catalog.find(track).map(found -> {
            if (found.filter(known -> AccessPolicy.mayAccess(caller, known.owner()))
                    .isEmpty()) {
                throw new AlchemyException(ErrorCode.NOT_FOUND, "there is no track " + track);
            }
            return null;
        });
    }
}
