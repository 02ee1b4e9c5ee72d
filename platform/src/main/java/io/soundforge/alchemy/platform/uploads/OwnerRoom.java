package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;

/** Whether owners have room for what is about to be made for them. */
public final class OwnerRoom {
    private final Usages usages;
    private final OwnerQuota quota;

    public OwnerRoom(Database database, OwnerQuota quota) {
        this.usages = new Usages(database);
        this.quota = quota;
    }

    /** Fails with QUOTA_EXCEEDED, naming limit, used and wanted, if so many bytes more are too many. */
    public Future<Void> require(OwnerId owner, long moreBytes) {
        if (!quota.binds(owner)) {
            return Future.succeededFuture();
        }
        return usages.of(owner).map(usage -> {
            quota.requireRoom(usage, moreBytes, 0);
            return null;
        });
    }
}
