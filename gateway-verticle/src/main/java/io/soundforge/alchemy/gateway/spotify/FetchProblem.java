package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
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
        ErrorCode code = failure.code();
        context.response()
                .setStatusCode(code.httpStatus())
                .putHeader("cache-control", "no-store")
                .putHeader("content-type", "application/problem+json")
                .end(document(error, failure).toBuffer());
    }

    static JsonObject document(String error, Failure failure) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", failure.code().sentence())
                .put("status", failure.code().httpStatus())
                .put("detail", failure.message())
                .put("code", failure.code().text())
                .put("error", error)
                .put("details", failure.message());
    }
}
