package io.soundforge.alchemy.platform.identity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Fetches a key set over HTTP; bounded in time and size. */
final class KeySetSource implements Supplier<Future<JsonObject>> {
    private static final int SECONDS = 5;
    private static final int MOST_BYTES = 65_536;

    private final HttpClient client;
    private final String url;

    KeySetSource(Vertx vertx, String url) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS)));
        this.url = url;
    }

    @Override
    public Future<JsonObject> get() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .putHeader("Accept", "application/json");
        return client.request(options)
                .compose(request -> request.send().compose(KeySetSource::body).onFailure(broken -> request.reset()))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .map(JsonObject::new);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture(new IOException("the key set's server answered " + response.statusCode()));
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > MOST_BYTES) {
                whole.tryFail(new IOException("the key set is larger than " + MOST_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }
}
