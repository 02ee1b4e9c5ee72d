package io.soundforge.alchemy.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What browsers are told to be careful about. */
public final class SecurityHeaders implements Handler<RoutingContext> {
    private final String contentPolicy;

    public SecurityHeaders(String contentPolicy) {
        this.contentPolicy = contentPolicy;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("content-security-policy", contentPolicy);
        context.next();
    }
}
