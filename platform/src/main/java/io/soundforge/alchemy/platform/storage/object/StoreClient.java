package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Talks to one host: signs, sends, waits within bounds, and asks again where that is harmless. */
final class StoreClient {
    private static final int CONNECTIONS = 16;
    private static final int WAITING = 1024;
    private static final int LARGEST_ANSWER = 8 << 20;
    /** A transfer slower than this has as good as stopped. */
    private static final long LEAST_BYTES_PER_SECOND = 16_384;

    private final Vertx vertx;
    private final HttpClient http;
    private final Endpoint endpoint;
    private final Dialect dialect;
    private final StorePatience patience;
    private final Retries retries;

    StoreClient(Vertx vertx, URI base, Dialect dialect, StorePatience patience) {
        this.vertx = vertx;
        this.endpoint = Endpoint.of(base);
        this.dialect = dialect;
        this.patience = patience;
        this.retries = new Retries(vertx, patience);
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) patience.connect().toMillis())
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    Vertx vertx() {
        return vertx;
    }

    Retries retries() {
        return retries;
    }

    StorePatience patience() {
        return patience;
    }

    /** Sends a call that may be repeated; the answer is a fine one. */
    Future<Answer> ask(Call call) {
        return retries.run(() -> once(call));
    }

    /** Sends a call once; the answer is a fine one. */
    Future<Answer> once(Call call) {
        return anyAnswer(call)
                .compose(answer -> answer.fine() ? Future.succeededFuture(answer) : Future.failedFuture(fault(answer)));
    }

    AlchemyException fault(Answer answer) {
        return dialect.faultOf(answer).exception(answer);
    }

    private Future<Answer> anyAnswer(Call call) {
        return open(call)
                .compose(request -> within(request, call, send(request, call).compose(StoreClient::collect)))
                .recover(StoreClient::unavailable);
    }

    /** Opens a request, signed for this moment. */
    Future<HttpClientRequest> open(Call call) {
        Call signed = dialect.signed(call);
        RequestOptions options = new RequestOptions()
                .setMethod(signed.method())
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(signed.target())
                .setFollowRedirects(false)
                .setConnectTimeout(patience.connect().toMillis())
                .setIdleTimeout(patience.idle().toMillis());
        signed.headers().forEach(options::putHeader);
        return http.request(options);
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Call call) {
        Buffer body = call.body();
        return body == null ? request.send() : request.send(body);
    }

    private <T> Future<T> within(HttpClientRequest request, Call call, Future<T> answer) {
        Buffer body = call.body();
        Duration limit = patience.whole().plusSeconds(body == null ? 0 : body.length() / LEAST_BYTES_PER_SECOND);
        return answer.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).onFailure(error -> request.reset());
    }

    /** Reads a small body; breaks off at a large one. */
    static Future<Answer> collect(HttpClientResponse response) {
        Promise<Answer> done = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > LARGEST_ANSWER) {
                response.request().reset();
                done.tryFail(new AlchemyException(ErrorCode.STORAGE_REFUSED, "the storage's answer has no end"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(end -> done.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
        return done.future();
    }

    /** What is no answer at all: no connection, silence, a connection that broke. */
    static <T> Future<T> unavailable(Throwable error) {
        return Future.failedFuture(
                error instanceof AlchemyException
                        ? error
                        : new AlchemyException(
                                ErrorCode.UNAVAILABLE,
                                "the storage does not answer: "
                                        + error.getClass().getSimpleName(),
                                error));
    }

    Future<Void> close() {
        return http.close();
    }
}
