package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.IntakeConfig;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.uploads.OwnerUsage;
import io.soundforge.alchemy.platform.uploads.Usages;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/usage}: what the caller has, and may have. */
public final class UsageRoutes {
    private final IntakeConfig config;
    private final Usages usages;

    public UsageRoutes(GatewayParts parts) {
        this.config = parts.config().intake();
        this.usages = new Usages(parts.database());
    }

    /** @param limit null for none */
    record Amount(long used, @Nullable Long limit) {
        static Amount of(long used, long limit, boolean limited) {
            return new Amount(used, limited && limit > 0 ? limit : null);
        }
    }

    /**
     * What counts.
     *
     * @param bytes of originals and stems, with what is pending
     * @param pendingBytes files that wait for their job, and the whole length of unfinished uploads
     */
    record UsageView(Amount bytes, long storedBytes, long pendingBytes, Amount tracks, Amount unfinishedUploads) {}

    public void mount(Router router) {
        router.get("/api/usage").handler(this::show);
    }

    private void show(RoutingContext context) {
        OwnerId owner = Callers.owner(context);
        boolean limited = !owner.equals(OwnerId.SERVICE);
        JsonAnswer.send(context, 200, usages.of(owner).map(usage -> view(usage, limited)));
    }

    private UsageView view(OwnerUsage usage, boolean limited) {
        return new UsageView(
                Amount.of(usage.bytes(), config.quota().bytes(), limited),
                usage.storedBytes(),
                usage.pendingBytes(),
                Amount.of(usage.tracks(), config.quota().tracks(), limited),
                Amount.of(usage.unfinishedUploads(), config.mostUnfinished(), true));
    }
}
