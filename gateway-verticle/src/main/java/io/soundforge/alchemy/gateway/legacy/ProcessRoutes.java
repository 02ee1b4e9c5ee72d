package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.legacy.LegacyTracks.JobOfTrack;
import io.soundforge.alchemy.platform.catalog.SeparationWishes;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/process}: begin a separation, look at one, look at a track's newest with its stems. */
final class ProcessRoutes {
    private final GatewayParts parts;
    private final LegacyTracks tracks;
    private final Processing processing;
    private final SeparationWishes wishes;

    ProcessRoutes(GatewayParts parts, LegacyTracks tracks, Processing processing) {
        this.parts = parts;
        this.tracks = tracks;
        this.processing = processing;
        this.wishes = new SeparationWishes(parts.database());
    }

    void mount(Router router, OncePerKey once) {
        LegacyRoutes.post(router, "/api/process/separate", once).handler(this::separate);
        router.get("/api/process/job/:jobId").handler(this::job);
        router.get("/api/process/track/:trackId").handler(this::latest);
    }

    private void separate(RoutingContext context) {
        ProcessingRequest request = ProcessingRequest.ofSeparation(SentJson.body(context));
        JsonAnswer.send(
                context, 202, processing.separate(Callers.owner(context), request, RequestInHand.work(context)));
    }

    private void job(RoutingContext context) {
        JsonAnswer.send(
                context,
                200,
                tracks.job(Callers.owner(context), JobKind.SEPARATE, context.pathParam("jobId"))
                        .compose(found -> stemsOf(found).compose(stems -> record(found, stems))));
    }

    private void latest(RoutingContext context) {
        String message = "No processing jobs or audio file found for this track";
        JsonAnswer.send(
                context,
                200,
                tracks.find(Callers.owner(context), context.pathParam("trackId"), message)
                        .compose(track -> tracks.latest(track, JobKind.SEPARATE)
                                .compose(
                                        found -> found.isPresent() ? checked(found.get()) : fileOnly(track, message))));
    }

    /** What is promised as finished is looked for. */
    private Future<Object> checked(JobOfTrack found) {
        return stemsOf(found).compose(stems -> record(found, stems)
                .compose(record -> record.stems() == null
                        ? Future.succeededFuture(record)
                        : tracks.stored(stems).map(stored -> stored ? record : record.withoutStems())));
    }

    private Future<Object> fileOnly(Track track, String message) {
        return tracks.hasAudio(track).map(audio -> {
            if (!audio) {
                throw LegacyTracks.missing(message);
            }
            return FileOnly.of(ClientView.of(track), "The audio is there and has not been separated");
        });
    }

    private Future<List<Asset>> stemsOf(JobOfTrack found) {
        return parts.catalog()
                .assetsOf(List.of(found.track().id()))
                .map(assets -> assets.getOrDefault(found.track().id(), List.of()).stream()
                        .filter(asset -> asset.role() == AssetRole.STEM)
                        .filter(asset -> asset.job().equals(found.job().id()))
                        .toList());
    }

    private Future<ProcessingRecord> record(JobOfTrack found, List<Asset> stems) {
        JobId id = found.job().id();
        return parts.jobs()
                .args(id)
                .map(args -> args.map(SeparateTrack.class::cast)
                        .map(SeparateTrack::options)
                        .orElseThrow(LegacyTracks::noJob))
                .compose(options -> wishes.sent(List.of(id)).map(sent -> StoredOptions.of(options, sent.get(id))))
                .map(options -> ProcessingRecord.of(found.job(), found.view(), options, stems));
    }
}
