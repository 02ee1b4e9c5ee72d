package io.soundforge.alchemy.gateway.http;

import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Sends records as JSON, and keeps them first where the request has a key. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /** Sends the future's record with a status, or lets the request fail with the future's failure. */
    public static void send(RoutingContext context, int status, Future<?> answer) {
        answer.onSuccess(record -> send(context, status, record)).onFailure(context::fail);
    }

    public static void send(RoutingContext context, int status, Object record) {
        String body = WireJson.write(record);
        RequestInHand.of(context)
                .map(request -> request.answered(context, status, body))
                .orElseGet(Future::succeededFuture)
                .onComplete(kept -> send(context, status, body));
    }

    private static void send(RoutingContext context, int status, String body) {
        if (context.response().ended() || context.response().closed()) {
            return; // the caller has been answered, or has gone
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body);
    }
}
