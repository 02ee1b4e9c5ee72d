package io.soundforge.alchemy.gateway;

import io.soundforge.alchemy.gateway.admission.Admission;
import io.soundforge.alchemy.gateway.admission.AuditRoutes;
import io.soundforge.alchemy.gateway.admission.RateLimitHandler;
import io.soundforge.alchemy.gateway.admission.RequestJournal;
import io.soundforge.alchemy.gateway.analysis.AnalysisExportRoutes;
import io.soundforge.alchemy.gateway.batch.BatchRoutes;
import io.soundforge.alchemy.gateway.cluster.ClusterRoutes;
import io.soundforge.alchemy.gateway.health.DiskGuard;
import io.soundforge.alchemy.gateway.health.HealthRoutes;
import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.soundforge.alchemy.gateway.http.SecurityHeaders;
import io.soundforge.alchemy.gateway.identity.SignInHandler;
import io.soundforge.alchemy.gateway.jobs.JobRoutes;
import io.soundforge.alchemy.gateway.karaoke.KaraokeRoutes;
import io.soundforge.alchemy.gateway.keys.ApiKeyRoutes;
import io.soundforge.alchemy.gateway.legacy.LegacyRoutes;
import io.soundforge.alchemy.gateway.links.FileLinkRoutes;
import io.soundforge.alchemy.gateway.links.FileLinks;
import io.soundforge.alchemy.gateway.live.LiveRoutes;
import io.soundforge.alchemy.gateway.media.MediaRoutes;
import io.soundforge.alchemy.gateway.media.MetadataRoutes;
import io.soundforge.alchemy.gateway.models.ModelRoutes;
import io.soundforge.alchemy.gateway.openapi.ApiDescription;
import io.soundforge.alchemy.gateway.openapi.DescriptionRoutes;
import io.soundforge.alchemy.gateway.openapi.RequestCheck;
import io.soundforge.alchemy.gateway.page.ContentPolicy;
import io.soundforge.alchemy.gateway.page.PageRoutes;
import io.soundforge.alchemy.gateway.separation.SeparationRoutes;
import io.soundforge.alchemy.gateway.sources.SourceRoutes;
import io.soundforge.alchemy.gateway.spotify.SpotifyRoutes;
import io.soundforge.alchemy.gateway.studio.ExportRoutes;
import io.soundforge.alchemy.gateway.studio.StudioRoutes;
import io.soundforge.alchemy.gateway.tracks.TrackRoutes;
import io.soundforge.alchemy.gateway.uploads.UploadRoutes;
import io.soundforge.alchemy.gateway.uploads.UsageRoutes;
import io.soundforge.alchemy.gateway.webhooks.WebhookRoutes;
import io.soundforge.alchemy.platform.http.ConnectionGuard;
import io.soundforge.alchemy.platform.http.FramingGuard;
import io.soundforge.alchemy.platform.http.MetricsPage;
import io.soundforge.alchemy.platform.http.OriginGuard;
import io.soundforge.alchemy.platform.http.ServerLimits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP edge: one port for the API, the files, the sockets and the page. */
public final class GatewayVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(GatewayVerticle.class);

    private final GatewayParts parts;
    private @Nullable HttpServer server;
    private @Nullable ConnectionGuard guard;

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
        Admission admission = parts.admission();
        ConnectionGuard connections = new ConnectionGuard(vertx, admission.connections(), admission.proxies());
        guard = connections;
        // Longer than an event loop may be kept.
        return vertx.executeBlocking(() -> ApiDescription.of(parts.config().version()))
                .map(description -> router(vertx, description, connections))
                .compose(router -> listen(router, connections, parts.config().port())
                        .compose(main -> {
                            server = main;
                            return listenWhereOldClientsLook(router, connections);
                        }));
    }

    @Override
    public Future<?> stop() {
        if (guard != null) {
            guard.close();
        }
        return server == null ? Future.succeededFuture() : server.shutdown(5, TimeUnit.SECONDS);
    }

    /** All routes; a test holds them against the description. */
    Router router(Vertx vertx, ApiDescription description, ConnectionGuard connections) {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        Admission admission = parts.admission();
        router.route().handler(connections);
        router.route().handler(new RequestJournal(admission.proxies(), admission.audit()));
        router.route().handler(new FramingGuard());
        router.route()
                .handler(new SecurityHeaders(
                        ContentPolicy.ofThePage(parts.config().supabaseUrl()),
                        !parts.config().corsOrigins().isEmpty()));
        router.route()
                .handler(new OriginGuard(parts.config().hosts(), parts.config().corsOrigins()));
        FileLinks links = new FileLinks(parts, Clock.systemUTC());
        router.route().handler(new SignInHandler(parts.signIn(), links, admission.attempts()));
        router.route().handler(new RateLimitHandler(admission.limits(), admission.buckets()));
        router.route().handler(new DiskGuard(parts.condition().disk()));
        router.route().handler(new RequestCheck(description));
        mountRoutes(router, vertx, description, links);
        return router;
    }

    private void mountRoutes(Router router, Vertx vertx, ApiDescription description, FileLinks links) {
        router.get("/ws").handler(context -> parts.liveEdge().handle(context.request()));
        router.route("/socket.io/*").handler(context -> parts.liveEdge().handle(context.request()));
        router.get("/api/tracks/:track/events")
                .handler(context -> parts.liveEdge().handle(context.request()));
        router.get("/asyncapi.json").handler(context -> parts.liveEdge().handle(context.request()));
        new HealthRoutes(vertx, parts).mount(router);
        MetricsPage metrics = new MetricsPage(parts.figures());
        router.get(MetricsPage.PATH).handler(context -> metrics.handle(context.request()));
        new ClusterRoutes(parts.mesh()).mount(router);
        new TrackRoutes(vertx, parts).mount(router);
        new UploadRoutes(vertx, parts).mount(router);
        new UsageRoutes(parts).mount(router);
        new FileLinkRoutes(links).mount(router);
        new SourceRoutes(parts).mount(router);
        new MediaRoutes(parts).mount(router);
        new MetadataRoutes(parts).mount(router);
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
        new AuditRoutes(parts.admission().audit()).mount(router);
        new SpotifyRoutes(parts.bus()).mount(router);
        new LegacyRoutes(parts).mount(router);
        new DescriptionRoutes(description).mount(router);
        PageRoutes.mount(router);
    }

    private Future<HttpServer> listen(Router router, ConnectionGuard connections, int port) {
        return connections
                .over(vertx.createHttpServer(
                        ServerLimits.listenOn(parts.config().host(), port)))
                .requestHandler(router)
                .invalidRequestHandler(ProblemHandler::refuse)
                .listen();
    }

    private Future<Void> listenWhereOldClientsLook(Router router, ConnectionGuard connections) {
        Integer extraPort = parts.config().extraPort();
        if (extraPort == null) {
            return Future.succeededFuture();
        }
        return listen(router, connections, extraPort).<Void>mapEmpty().recover(taken -> {
            log.info("port {} is taken; sockets answer on the main port only", extraPort);
            return Future.succeededFuture();
        });
    }
}
