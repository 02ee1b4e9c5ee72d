package io.soundforge.alchemy.gateway;

import io.soundforge.alchemy.gateway.analysis.AnalysisExportRoutes;
import io.soundforge.alchemy.gateway.batch.BatchRoutes;
import io.soundforge.alchemy.gateway.cluster.ClusterRoutes;
import io.soundforge.alchemy.gateway.health.HealthRoutes;
import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.soundforge.alchemy.gateway.http.SecurityHeaders;
import io.soundforge.alchemy.gateway.identity.SignInHandler;
import io.soundforge.alchemy.gateway.jobs.JobRoutes;
import io.soundforge.alchemy.gateway.karaoke.KaraokeRoutes;
import io.soundforge.alchemy.gateway.keys.ApiKeyRoutes;
import io.soundforge.alchemy.gateway.legacy.LegacyRoutes;
import io.soundforge.alchemy.gateway.live.LiveRoutes;
import io.soundforge.alchemy.gateway.media.MediaRoutes;
import io.soundforge.alchemy.gateway.models.ModelRoutes;
import io.soundforge.alchemy.gateway.page.ContentPolicy;
import io.soundforge.alchemy.gateway.page.PageRoutes;
import io.soundforge.alchemy.gateway.separation.SeparationRoutes;
import io.soundforge.alchemy.gateway.sources.SourceRoutes;
import io.soundforge.alchemy.gateway.spotify.SpotifyRoutes;
import io.soundforge.alchemy.gateway.studio.ExportRoutes;
import io.soundforge.alchemy.gateway.studio.StudioRoutes;
import io.soundforge.alchemy.gateway.tracks.TrackRoutes;
import io.soundforge.alchemy.gateway.webhooks.WebhookRoutes;
import io.soundforge.alchemy.platform.http.OriginGuard;
import io.soundforge.alchemy.platform.http.ServerLimits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP edge: one port for the API, the files, the sockets and the page. */
public final class GatewayVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(GatewayVerticle.class);

    private final GatewayParts parts;
    private @Nullable HttpServer server;

    public GatewayVerticle(GatewayParts parts) {
        this.parts = parts;
    }

    /** The port that the server listens on, once started. */
    public int port() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("the gateway has not started");
        }
        return running.actualPort();
    }

    @Override
    public Future<?> start() {
        Router router = router();
        return listen(router, parts.config().port()).compose(main -> {
            server = main;
            return listenWhereOldClientsLook(router);
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(5, TimeUnit.SECONDS);
    }

    private Router router() {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        router.route().handler(new SecurityHeaders(ContentPolicy.ofThePage()));
        router.route()
                .handler(new OriginGuard(parts.config().hosts(), parts.config().corsOrigins()));
        router.route().handler(new SignInHandler(parts.signIn()));
        router.get("/ws").handler(context -> parts.liveEdge().handle(context.request()));
        router.route("/socket.io/*").handler(context -> parts.liveEdge().handle(context.request()));
        router.get("/api/tracks/:track/events")
                .handler(context -> parts.liveEdge().handle(context.request()));
        router.get("/asyncapi.json").handler(context -> parts.liveEdge().handle(context.request()));
        new HealthRoutes(vertx, parts).mount(router);
        new ClusterRoutes(parts.mesh()).mount(router);
        new TrackRoutes(vertx, parts).mount(router);
        new SourceRoutes(parts).mount(router);
        new MediaRoutes(parts).mount(router);
        new SeparationRoutes(parts).mount(router);
        new LiveRoutes(vertx, parts).mount(router);
        new StudioRoutes(parts).mount(router);
        new ExportRoutes(vertx, parts).mount(router);
        new AnalysisExportRoutes(parts).mount(router);
        new KaraokeRoutes(vertx, parts).mount(router);
        new BatchRoutes(vertx, parts).mount(router);
        new JobRoutes(parts).mount(router);
        new ModelRoutes(parts).mount(router);
        new WebhookRoutes(vertx, parts).mount(router);
        new ApiKeyRoutes(parts).mount(router);
        new SpotifyRoutes(parts.bus()).mount(router);
        new LegacyRoutes(parts).mount(router);
        PageRoutes.mount(router);
        return router;
    }

    private Future<HttpServer> listen(Router router, int port) {
        return vertx.createHttpServer(ServerLimits.listenOn(parts.config().host(), port))
                .requestHandler(router)
                .invalidRequestHandler(ProblemHandler::refuse)
                .listen();
    }

    private Future<Void> listenWhereOldClientsLook(Router router) {
        Integer extraPort = parts.config().extraPort();
        if (extraPort == null) {
            return Future.succeededFuture();
        }
        return listen(router, extraPort).<Void>mapEmpty().recover(taken -> {
            log.info("port {} is taken; sockets answer on the main port only", extraPort);
            return Future.succeededFuture();
        });
    }
}
