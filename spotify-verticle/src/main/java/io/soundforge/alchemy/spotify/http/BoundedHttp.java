package io.soundforge.alchemy.spotify.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** HTTP with an end to everything: time, size, redirects (none), connections, and patience with busy hosts. */
public final class BoundedHttp {
    /** A page of a hundred tracks has some hundred kB, unpacked; one MiB leaves room and cannot hurt. */
    public static final int MAX_BODY = 1 << 20;

    private static final int CONNECTIONS = 8;

    /** How long a host that keeps failing is left alone. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Duration deadline;
    private final Cooldown cooldown;
    private final HostBreakers breakers;

    public BoundedHttp(Vertx vertx, Duration deadline, Cooldown cooldown) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(deadline.toMillis()))
                .setDecompressionSupported(true)
                .setName("spotify");
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS)
                .setHttp2MaxSize(1)
                .setMaxWaitQueueSize(256);
        this.client = vertx.createHttpClient(options, pool);
        this.deadline = deadline;
        this.cooldown = cooldown;
        this.breakers = new HostBreakers(vertx, REST);
    }

    /**
     * Sends one request and reads the answer whole, whatever its status.
     *
     * <p>Fails with TIMEOUT, SOURCE_UNAVAILABLE (no connection, an answer above {@link #MAX_BODY}, or a host that has
     * kept failing and is not asked for a moment) or RATE_LIMITED (the host asked to wait, and the time is not over).
     */
    public Future<Reply> send(HttpMethod method, URI uri, MultiMap headers, Buffer body) {
        Optional<Long> wait = cooldown.remaining(uri.getAuthority());
        if (wait.isPresent()) {
            return Future.failedFuture(Reply.rateLimited(wait));
        }
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .setHeaders(headers)
                .setFollowRedirects(false);
        return breakers.call(uri.getAuthority(), () -> ask(options, body)).onSuccess(reply -> reply.secondsToWait()
                .ifPresent(seconds -> cooldown.start(uri.getAuthority(), seconds)));
    }

    private Future<Reply> ask(RequestOptions options, Buffer body) {
        return client.request(options)
                .compose(request -> exchange(request, body))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .recover(error -> Future.failedFuture(named(error)));
    }

    /** Whole seconds until a host may be asked again; empty when it may be asked now. */
    public Optional<Long> secondsToWait(URI host) {
        return cooldown.remaining(host.getAuthority());
    }

    public Future<Void> close() {
        return client.close();
    }

    private Future<Reply> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(response -> read(response)
                        .map(text ->
                                new Reply(response.statusCode(), text, cooldown.asked(response), redirect(response))))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(error -> request.reset());
    }

    private static @Nullable String redirect(HttpClientResponse response) {
        return response.statusCode() / 100 == 3 ? response.getHeader("Location") : null;
    }

    private static Future<String> read(HttpClientResponse response) {
        Promise<String> whole = Promise.promise();
        Buffer collected = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(collected.toString(StandardCharsets.UTF_8)));
        response.handler(part -> {
            if (collected.length() + part.length() > MAX_BODY) {
                whole.tryFail(new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE, "Spotify's answer is larger than " + MAX_BODY + " bytes"));
            } else {
                collected.appendBuffer(part);
            }
        });
        return whole.future();
    }

    private AlchemyException named(Throwable error) {
        if (error instanceof AlchemyException known) {
            return known;
        }
        if (error instanceof TimeoutException) {
            return new AlchemyException(
                    ErrorCode.TIMEOUT, "Spotify did not answer within " + deadline.toMillis() + " ms", error);
        }
        return new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "Spotify could not be reached", error);
    }
}
