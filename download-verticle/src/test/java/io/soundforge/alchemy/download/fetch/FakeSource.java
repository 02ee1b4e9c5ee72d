package io.soundforge.alchemy.download.fetch;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of files on loopback that behaves as badly as a test wants it to. */
public final class FakeSource implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> clientLeft = new CompletableFuture<>();

    public FakeSource(Vertx vertx, Handler<HttpServerRequest> behaviour) {
        this(vertx, new HttpServerOptions(), behaviour);
    }

    FakeSource(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> behaviour) {
        scheme = options.isSsl() ? "https" : "http";
        server = vertx.createHttpServer(options)
                .requestHandler(request -> {
                    hosts.add(String.valueOf(request.authority()));
                    request.connection().closeHandler(closed -> clientLeft.complete(null));
                    behaviour.handle(request);
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    public String authority() {
        return "127.0.0.1:" + port();
    }

    public String url(String path) {
        return "http://" + authority() + path;
    }

    String urlOf(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    /** What the requests said in their Host header. */
    List<String> hosts() {
        return hosts;
    }

    /** Completes when a client's connection has gone. */
    public CompletableFuture<Void> clientLeft() {
        return clientLeft;
    }

    public static void audio(HttpServerRequest request, byte[] body) {
        request.response().putHeader("Content-Type", "audio/wav").end(Buffer.buffer(body));
    }

    /** Sends for as long as somebody takes it. */
    public static void endless(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Type", "audio/mpeg").setChunked(true);
        response.exceptionHandler(clientGone -> {});
        pour(response);
    }

    /** One part after the other is on its way: a response whose client has left takes no more, and says so. */
    private static void pour(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[65_536])).onSuccess(sent -> pour(response));
    }

    @Override
    public void close() {
        server.close().await();
    }
}
