package io.soundforge.alchemy.platform.database;

import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/** What Vert.x measures, and beside it how long SQL statements take. */
public record StatementWatch(VertxMetrics measured, SlowStatements slow) implements VertxMetrics {
    private static final String SQL = "sql";

    @Override
    public @Nullable ClientMetrics<?, ?, ?> createClientMetrics(SocketAddress remote, String type, String namespace) {
        ClientMetrics<?, ?, ?> client = measured.createClientMetrics(remote, type, namespace);
        if (!SQL.equals(type)) {
            return client;
        }
        return client == null ? timed(new ClientMetrics<>() {}) : timed(client);
    }

    private <M, Q, S> ClientMetrics<?, ?, ?> timed(ClientMetrics<M, Q, S> client) {
        return new TimedStatements<>(client, slow);
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return measured.createEventBusMetrics();
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        return measured.createHttpServerMetrics(options, address);
    }

    @Override
    public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
        return measured.createHttpClientMetrics(options);
    }

    @Override
    public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
        return measured.createNetServerMetrics(options, address);
    }

    @Override
    public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
        return measured.createNetClientMetrics(options);
    }

    @Override
    public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
        return measured.createDatagramSocketMetrics(options);
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
        return measured.createPoolMetrics(type, name, size);
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        measured.vertxCreated(vertx);
    }

    @Override
    public boolean isMetricsEnabled() {
        return measured.isMetricsEnabled();
    }

    @Override
    public void close() {
        measured.close();
    }
}
