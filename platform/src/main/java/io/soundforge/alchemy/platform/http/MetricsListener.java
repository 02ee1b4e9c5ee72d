package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.platform.figures.Exposition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of its own on which figures are told to whoever reaches it; nothing else is served there. */
public final class MetricsListener extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(MetricsListener.class);

    private final String host;
    private final int port;
    private final MetricsPage page;
    private @Nullable HttpServer server;

    /** @param port 0 takes a free one, which the log tells */
    public MetricsListener(String host, int port, Exposition figures) {
        this.host = host;
        this.port = port;
        this.page = new MetricsPage(figures);
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(ServerLimits.listenOn(host, port))
                .requestHandler(this::handle)
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    log.info("figures are told on {}:{}", host, listening.actualPort());
                });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(HttpServerRequest request) {
        if (HttpMethod.GET.equals(request.method()) && MetricsPage.PATH.equals(request.path())) {
            page.handle(request);
        } else {
            request.response().setStatusCode(404).end();
        }
    }
}
