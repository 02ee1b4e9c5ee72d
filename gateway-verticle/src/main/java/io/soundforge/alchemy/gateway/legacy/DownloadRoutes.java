package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.legacy.LegacyTracks.JobOfTrack;
import io.soundforge.alchemy.platform.legacy.JobWords;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/download}: begin a download, look at one, look at a track's newest. */
final class DownloadRoutes {
    private final GatewayParts parts;
    private final LegacyTracks tracks;
    private final Downloads downloads;

    DownloadRoutes(GatewayParts parts, LegacyTracks tracks, Downloads downloads) {
        this.parts = parts;
        this.tracks = tracks;
        this.downloads = downloads;
    }

    void mount(Router router, OncePerKey once) {
        LegacyRoutes.post(router, "/api/download/track", once).handler(this::start);
        router.get("/api/download/job/:jobId").handler(this::job);
        router.get("/api/download/track/:trackId").handler(this::latest);
    }

    private void start(RoutingContext context) {
        DownloadRequest request = DownloadRequest.parse(SentJson.body(context));
        JsonAnswer.send(context, 202, downloads.start(Callers.owner(context), request));
    }

    private void job(RoutingContext context) {
        JsonAnswer.send(
                context,
                200,
                tracks.job(Callers.owner(context), JobKind.DOWNLOAD, context.pathParam("jobId"))
                        .map(found -> DownloadRecord.of(found.job(), found.view())));
    }

    private void latest(RoutingContext context) {
        String message = "No download jobs found for this track";
        JsonAnswer.send(
                context,
                200,
                tracks.find(Callers.owner(context), context.pathParam("trackId"), message)
                        .compose(track -> tracks.latest(track, JobKind.DOWNLOAD))
                        .map(found -> found.orElseThrow(() -> LegacyTracks.missing(message)))
                        .compose(this::record));
    }

    /** What is promised as finished is looked for. */
    private Future<DownloadRecord> record(JobOfTrack found) {
        DownloadRecord record = DownloadRecord.of(found.job(), found.view());
        if (!record.status().equals(JobWords.COMPLETED)) {
            return Future.succeededFuture(record);
        }
        return parts.catalog()
                .newest(found.track().id(), AssetRole.ORIGINAL)
                .compose(original -> tracks.stored(original.stream().toList()))
                .map(stored -> stored ? record : record.withoutFile());
    }
}
