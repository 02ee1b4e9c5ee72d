package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.platform.figures.Exposition;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends the figures. Who may have them is for those to decide who route here. */
public record MetricsPage(Exposition figures) implements Handler<HttpServerRequest> {
    public static final String PATH = "/metrics";

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        figures.text()
                .onSuccess(text -> response.putHeader(HttpHeaders.CONTENT_TYPE, Exposition.CONTENT_TYPE)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(text))
                .onFailure(error -> Problem.send(response, error));
    }
}
