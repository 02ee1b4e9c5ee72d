package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.platform.identity.Caller;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Knows callers by the link that they follow, where a link carries a permission of its own. */
public interface LinkedCallers {
    /** Whether the request says that its link is such a one. */
    boolean claimedBy(RoutingContext context);

    /** As whom the request may look; fails with FORBIDDEN if the link does not hold. */
    Future<Caller> of(RoutingContext context);
}
