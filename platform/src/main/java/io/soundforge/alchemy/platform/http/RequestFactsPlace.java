package io.soundforge.alchemy.platform.http;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Called by Vert.x before it makes an instance: contexts have places only for what is registered by then. */
public final class RequestFactsPlace implements VertxServiceProvider {
    @Override
    public void init(VertxBootstrap bootstrap) {
        RequestFacts.prepare();
        RouteTemplate.prepare();
    }
}
