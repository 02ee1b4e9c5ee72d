package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.legacy.LegacyTracks.JobOfTrack;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** {@code /api/analyze}: begin an analysis, look at one, look at what is known of a track. */
final class AnalyzeRoutes {
    private final GatewayParts parts;
    private final LegacyTracks tracks;
    private final Processing processing;

    AnalyzeRoutes(GatewayParts parts, LegacyTracks tracks, Processing processing) {
        this.parts = parts;
        this.tracks = tracks;
        this.processing = processing;
    }

    void mount(Router router, OncePerKey once) {
        LegacyRoutes.post(router, "/api/analyze/analyze", once).handler(this::analyze);
        router.get("/api/analyze/job/:jobId").handler(this::job);
        router.get("/api/analyze/track/:trackId").handler(this::latest);
    }

    private void analyze(RoutingContext context) {
        ProcessingRequest request = ProcessingRequest.ofAnalysis(SentJson.body(context));
        JsonAnswer.send(context, 202, processing.analyze(Callers.owner(context), request));
    }

    private void job(RoutingContext context) {
        JsonAnswer.send(
                context,
                200,
                tracks.job(Callers.owner(context), JobKind.ANALYZE, context.pathParam("jobId"))
                        .compose(found -> analysisOf(found.track())
                                .map(analysis -> AnalysisRecord.of(found.job(), found.view(), analysis.orElse(null)))));
    }

    private void latest(RoutingContext context) {
        String message = "No analysis jobs or audio file found for this track";
        JsonAnswer.send(
                context,
                200,
                tracks.find(Callers.owner(context), context.pathParam("trackId"), message)
                        .compose(track -> tracks.latest(track, JobKind.ANALYZE)
                                .compose(found ->
                                        found.isPresent() ? resultOf(found.get()) : fileOnly(track, message))));
    }

    private Future<Object> resultOf(JobOfTrack found) {
        if (!JobWords.status(found.job()).equals(JobWords.COMPLETED)) {
            return Future.succeededFuture(AnalysisProgress.of(found.job()));
        }
        return analysisOf(found.track())
                .map(analysis -> analysis.orElseThrow(() -> LegacyTracks.missing("Analysis job data not found")))
                .map(analysis -> AnalysisResult.of(found.job(), found.view(), analysis));
    }

    private Future<Object> fileOnly(Track track, String message) {
        return tracks.hasAudio(track).map(audio -> {
            if (!audio) {
                throw LegacyTracks.missing(message);
            }
            return FileOnly.of(ClientView.of(track), "The audio is there and has not been analysed");
        });
    }

    private Future<Optional<TrackAnalysis>> analysisOf(Track track) {
        return parts.catalog().analysesOf(List.of(track.id())).map(found -> Optional.ofNullable(found.get(track.id())));
    }
}
