package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.database.Unserved;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * A failure as a problem document (RFC 9457) with the {@code error} text that old clients know.
 *
 * @param code lower-case, such as {@code not_found}
 * @param title what the code means
 * @param detail what went wrong this time
 */
public record Problem(int status, String code, String title, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Problem of(Failure failure) {
        return new Problem(
                failure.code().httpStatus(),
                failure.code().text(),
                failure.code().sentence(),
                failure.message());
    }

    /** Sends what an error stands for, and when to come again if it says so. */
    public static Future<Void> send(HttpServerResponse response, Throwable error) {
        Throwable told = Unserved.told(error);
        AlchemyException.retryAfterOf(told)
                .ifPresent(wait -> response.putHeader(
                        "retry-after", Long.toString(wait.plusMillis(999).toSeconds())));
        return of(AlchemyException.failureOf(told)).send(response);
    }

    /** The document, to which members may be added. */
    public JsonObject json() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("error", detail);
    }

    /** Sends it, with the request's id if that is told; nothing of the response may have been sent before. */
    public Future<Void> send(HttpServerResponse response) {
        return send(response, new JsonObject());
    }

    /** Sends it with further members. */
    public Future<Void> send(HttpServerResponse response, JsonObject members) {
        JsonObject document = json().mergeIn(members);
        String requestId = response.headers().get(RequestId.HEADER);
        if (requestId != null) {
            document.put("requestId", requestId);
        }
        return response.setStatusCode(status)
                .putHeader("cache-control", "no-store")
                .putHeader("content-type", CONTENT_TYPE)
                .end(document.toBuffer());
    }
}
