package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.platform.uploads.OwnerUsage;
import io.soundforge.alchemy.platform.uploads.Usages;
import io.vertx.core.Future;

/** Holds what owners want to add against what they may have. Who runs the server may have anything. */
public final class QuotaGate {
    private static final OwnerUsage NOTHING = new OwnerUsage(0, 0, 0, 0);

    private final Usages usages;
    private final OwnerQuota quota;
    private final long maxUploadBytes;

    public QuotaGate(GatewayParts parts) {
        this.usages = new Usages(parts.database());
        this.quota = parts.config().intake().quota();
        this.maxUploadBytes = parts.config().maxUploadBytes();
    }

    /** What a file of the owner's may be like. Fails with QUOTA_EXCEEDED if there is no room for another track. */
    public Future<UploadRoom> room(OwnerId owner) {
        if (!quota.binds(owner)) {
            return Future.succeededFuture(new UploadRoom(maxUploadBytes, OwnerQuota.UNLIMITED, NOTHING));
        }
        return usages.of(owner).map(usage -> {
            quota.requireRoom(usage, 0, 1);
            return new UploadRoom(maxUploadBytes, quota, usage);
        });
    }

    /**
     * Lets more in. What has been let in is not counted twice, however many ask at once.
     *
     * <p>Fails with QUOTA_EXCEEDED.
     */
    public Future<Void> admit(Tx tx, OwnerId owner, long moreBytes, long moreTracks) {
        if (!quota.binds(owner)) {
            return Future.succeededFuture();
        }
        return usages.locked(tx, owner).map(usage -> {
            quota.requireRoom(usage, moreBytes, moreTracks);
            return null;
        });
    }
}
