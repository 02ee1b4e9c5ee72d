package io.soundforge.alchemy.launcher.system;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A balancer that knows nothing of sessions: each request goes to the next server that takes connections. */
final class RoundRobin implements AutoCloseable {
    private static final int CONNECTIONS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final List<URI> servers;
    private final AtomicInteger next = new AtomicInteger();
    private final HttpServer listener;
    /** Which server each session's requests went to, as {@code sid@port}. */
    final Set<String> visits = ConcurrentHashMap.newKeySet();

    RoundRobin(List<URI> servers) throws Exception {
        this.servers = List.copyOf(servers);
        this.listener = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.actualPort());
    }

    /** Where the next request goes; those after it go round from there. */
    void beginWith(URI server) {
        next.set(servers.indexOf(server));
    }

    private void handle(HttpServerRequest request) {
        URI server = next();
        String sid = request.getParam("sid");
        if (sid != null) {
            visits.add(sid + "@" + server.getPort());
        }
        request.pause();
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgrade(request, server);
        } else {
            pass(request, server);
        }
    }

    private URI next() {
        return servers.get(next.getAndIncrement() % servers.size());
    }

    private Future<HttpClientRequest> open(HttpServerRequest request, URI server, int triesLeft) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(request.uri());
        return http.request(options)
                .recover(error -> triesLeft > 0 ? open(request, next(), triesLeft - 1) : Future.failedFuture(error));
    }

    private void pass(HttpServerRequest request, URI server) {
        Future<HttpClientRequest> opened = open(request, server, servers.size());
        request.resume();
        Future<Buffer> body = request.body();
        opened.compose(out -> {
                    String type = request.getHeader("Content-Type");
                    if (type != null) {
                        out.putHeader("Content-Type", type);
                    }
                    request.response().closeHandler(gone -> out.reset());
                    return body.compose(out::send);
                })
                .compose(answer -> answer.body().onSuccess(content -> {
                    if (!request.response().closed()) {
                        request.response()
                                .setStatusCode(answer.statusCode())
                                .putHeader("Content-Type", String.valueOf(answer.getHeader("Content-Type")))
                                .end(content);
                    }
                }))
                .onFailure(error -> fail(request, 502));
    }

    private void upgrade(HttpServerRequest request, URI server) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(request.uri());
        sockets.connect(options)
                .onSuccess(far -> {
                    far.pause();
                    request.toWebSocket().onSuccess(near -> join(near, far)).onFailure(error -> far.close());
                })
                .onFailure(error ->
                        fail(request, error instanceof UpgradeRejectedException refused ? refused.getStatus() : 502));
    }

    private static void join(ServerWebSocket near, WebSocket far) {
        near.textMessageHandler(far::writeTextMessage);
        far.textMessageHandler(near::writeTextMessage);
        near.closeHandler(gone -> far.close());
        far.closeHandler(gone -> near.close());
        far.resume();
    }

    private static void fail(HttpServerRequest request, int status) {
        if (!request.response().ended() && !request.response().closed()) {
            request.resume();
            request.response().setStatusCode(status).end();
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
