package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.http.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A failure with the original's fixed {@code error} text, its {@code details}, and a problem document around them (RFC
 * 9457). The status is the failure's own, where the original said 500 to everything.
 */
final class FetchProblem {
    private FetchProblem() {}

    static void send(RoutingContext context, String error, Failure failure) {
        if (context.response().ended() || context.response().closed()) {
            return; // the caller has been answered, or has gone
        }
        Problem.of(failure).send(context.response(), members(error, failure));
    }

    static JsonObject document(String error, Failure failure) {
        return Problem.of(failure).json().mergeIn(members(error, failure));
    }

    private static JsonObject members(String error, Failure failure) {
        return new JsonObject().put("error", error).put("details", failure.message());
    }
}
