package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.vertx.core.Future;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The original's routes for downloads, separations, analyses and files. */
public final class LegacyRoutes {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final List<String> SERVICES = List.of("download", "process", "analyze");

    private final GatewayParts parts;

    public LegacyRoutes(GatewayParts parts) {
        this.parts = parts;
    }

    public void mount(Router router) {
        LegacyTracks tracks = new LegacyTracks(parts);
        InstalledModels models = new InstalledModels(parts.bus());
        Processing processing = new Processing(parts, tracks, models);
        OncePerKey once = new OncePerKey(parts);
        new DownloadRoutes(parts, tracks, new Downloads(parts, tracks, models, Clock.systemUTC())).mount(router, once);
        new ProcessRoutes(parts, tracks, processing).mount(router, once);
        new AnalyzeRoutes(parts, tracks, processing).mount(router, once);
        new AudioDataRoutes(parts, tracks).mount(router);
        router.route("/notify").handler(LegacyRoutes::refuseEvents);
        SERVICES.forEach(service -> router.get("/api/" + service + "/health")
                .handler(context -> JsonAnswer.send(context, 200, canTakeWork())));
    }

    /** A route that takes JSON of a bounded size, once per key. */
    static Route post(Router router, String path, OncePerKey once) {
        return DescribedBody.take(router.post(path).consumes("application/json"), MAX_JSON_BYTES)
                .handler(once);
    }

    /** The original let anybody send any event to any listener. Here events follow from jobs and from nothing else. */
    private static void refuseEvents(RoutingContext context) {
        context.fail(new AlchemyException(ErrorCode.NOT_FOUND, "events follow from jobs; they cannot be sent"));
    }

    /** Work is taken while it can be written down. */
    private Future<Map<String, String>> canTakeWork() {
        return parts.database()
                .check()
                .map(Map.of("status", "ok"))
                .recover(error -> Future.failedFuture(
                        new AlchemyException(ErrorCode.UNAVAILABLE, "The database does not answer.", error)));
    }
}
