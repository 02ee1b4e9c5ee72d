package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps slow and many connections from using up a server: heads that drip are given up, idle connections let go, bodies
 * that hardly move answered with 408, and no address holds more than its share. What Vert.x's own idle timeout sees is
 * only silence; a byte now and then holds a connection for ever.
 */
public final class ConnectionGuard implements Handler<RoutingContext> {
    private static final long SWEEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final ConnectionLimits limits;
    private final TrustedProxies proxies;
    private final Map<HttpConnection, Standing> standings = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perAddress = new ConcurrentHashMap<>();
    private final long sweeper;

    /** How a connection stands: requests in work, and since when it waits for one. */
    private static final class Standing {
        private final AtomicInteger inWork = new AtomicInteger();
        private final AtomicInteger requests = new AtomicInteger();
        private volatile long waitingSince = System.nanoTime();
    }

    public ConnectionGuard(Vertx vertx, ConnectionLimits limits, TrustedProxies proxies) {
        this.vertx = vertx;
        this.limits = limits;
        this.proxies = proxies;
        this.sweeper = vertx.setPeriodic(SWEEP_MILLIS, tick -> sweep());
    }

    /** Watches a server's connections. The guard's handler has to be the first of its router. */
    public HttpServer over(HttpServer server) {
        return server.connectionHandler(this::opened);
    }

    /** Watches no longer. */
    public void close() {
        vertx.cancelTimer(sweeper);
    }

    /** Connections held now. */
    public int held() {
        return standings.size();
    }

    private void opened(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        String peer = remote == null || remote.hostAddress() == null ? "local" : remote.hostAddress();
        int ofPeer = perAddress
                .compute(peer, (same, count) -> {
                    AtomicInteger present = count == null ? new AtomicInteger() : count;
                    present.incrementAndGet();
                    return present;
                })
                .get();
        standings.put(connection, new Standing());
        whenClosed(connection, () -> {
            standings.remove(connection);
            perAddress.computeIfPresent(peer, (same, count) -> count.decrementAndGet() > 0 ? count : null);
        });
        if (standings.size() > limits.inAll() || (ofPeer > limits.perAddress() && !proxies.include(peer))) {
            connection.close();
        }
    }

    /** The channel knows of its end in every case; a connection that became a WebSocket tells no one. */
    private static void whenClosed(HttpConnection connection, Runnable action) {
        if (connection instanceof ConnectionBase channel) {
            channel.channel().closeFuture().addListener(closed -> action.run());
        } else {
            connection.closeHandler(closed -> action.run());
        }
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Standing standing = standings.get(request.connection());
        if (standing != null) {
            standing.inWork.incrementAndGet();
            boolean last = standing.requests.incrementAndGet() >= limits.requests();
            if (last && request.version() != HttpVersion.HTTP_2) {
                context.response().putHeader("connection", "close");
            }
            // Of a connection that becomes a WebSocket no response ends: it stays in work for as long as it lives.
            context.addEndHandler(end -> {
                standing.waitingSince = System.nanoTime();
                standing.inWork.decrementAndGet();
                if (last) {
                    request.connection().close();
                }
            });
        }
        if (hasBody(request)) {
            watchBody(context);
        }
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    private void watchBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        long begin = System.nanoTime();
        long millis = Math.max(1, limits.body().toMillis());
        long timer = vertx.setPeriodic(millis, tick -> {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            long expected = limits.bytesPerSecond() * Math.max(1, seconds);
            if (!request.isEnded() && !context.response().ended() && request.bytesRead() < expected) {
                tooSlow(context);
            }
        });
        context.addEndHandler(end -> vertx.cancelTimer(timer));
    }

    private static void tooSlow(RoutingContext context) {
        context.response().putHeader("connection", "close");
        context.addEndHandler(end -> context.request().connection().close());
        context.fail(
                new AlchemyException(ErrorCode.REQUEST_TIMEOUT, "the body comes too slowly, or has stopped coming"));
    }

    private void sweep() {
        long now = System.nanoTime();
        standings.forEach((connection, standing) -> {
            long patience = (standing.requests.get() == 0 ? limits.head() : limits.between()).toNanos();
            if (standing.inWork.get() == 0 && now - standing.waitingSince > patience) {
                connection.close();
            }
        });
    }
}
