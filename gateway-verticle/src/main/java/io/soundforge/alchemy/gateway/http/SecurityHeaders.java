package io.soundforge.alchemy.gateway.http;

import io.soundforge.alchemy.platform.http.RequestFacts;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * What browsers are told to be careful about. Files may be shown by pages of the same site; by those of others only if
 * the operator lets any call. Who came over TLS is told to do so for a year.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
    private final String contentPolicy;
    private final String resourcePolicy;

    /** @param othersCall whether pages of other sites may call */
    public SecurityHeaders(String contentPolicy, boolean othersCall) {
        this.contentPolicy = contentPolicy;
        this.resourcePolicy = othersCall ? "cross-origin" : "same-site";
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("x-frame-options", "DENY")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .putHeader("cross-origin-opener-policy", "same-origin-allow-popups")
                .putHeader("cross-origin-resource-policy", resourcePolicy)
                .putHeader("content-security-policy", contentPolicy);
        if (RequestFacts.of(context.request()).client().secure()) {
            context.response().putHeader("strict-transport-security", "max-age=31536000");
        }
        context.next();
    }
}
