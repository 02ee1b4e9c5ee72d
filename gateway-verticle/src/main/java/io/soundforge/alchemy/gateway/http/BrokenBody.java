package io.soundforge.alchemy.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;

/** Tells that a request's body will not come whole, also to those who begin to read it only later. */
public final class BrokenBody {
    private BrokenBody() {}

    /**
     * Watches a request from now on. Takes its exception handler.
     *
     * @return never succeeds; fails when the connection breaks or what comes cannot be read
     */
    public static Future<Void> of(RoutingContext context) {
        Promise<Void> broken = Promise.promise();
        context.request().exceptionHandler(broken::tryFail);
        if (context.response().closed()) {
            broken.tryFail(new HttpClosedException("the connection broke before anybody looked"));
        }
        return broken.future();
    }
}
