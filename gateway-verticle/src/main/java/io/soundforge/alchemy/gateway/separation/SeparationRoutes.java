package io.soundforge.alchemy.gateway.separation;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.gateway.tracks.ImportOptionsJson;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code /api/tracks/{id}/separations}: separate a track once more, and see what came of it. */
public final class SeparationRoutes {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int MOST_UNFINISHED = 8;

    private final GatewayParts parts;
    private final OwnedTracks tracks;
    private final SeparationJobs separations;
    private final OncePerKey once;

    public SeparationRoutes(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.separations = new SeparationJobs(parts.jobs());
        this.once = new OncePerKey(parts);
    }

    public void mount(Router router) {
        DescribedBody.take(router.post("/api/tracks/:trackId/separations"), MAX_JSON_BYTES)
                .handler(once)
                .handler(this::begin);
        router.get("/api/tracks/:trackId/separations/:jobId").handler(this::show);
    }

    private void begin(RoutingContext context) {
        String text = context.body().asString();
        JsonObject body = text == null || text.isBlank() ? new JsonObject() : JsonBody.object(text, "the body");
        SeparationOptions options = ImportOptionsJson.readSeparation(body, "the separation");
        find(context)
                .compose(track ->
                        requireAudio(track).compose(audio -> submit(track, options, RequestInHand.work(context))))
                .map(job -> SeparationView.of(job, options, null, List.of()))
                .onSuccess(view -> {
                    context.response().putHeader("location", view.url());
                    JsonAnswer.send(context, 202, view);
                })
                .onFailure(context::fail);
    }

    private Future<Void> requireAudio(Track track) {
        return parts.catalog().newest(track.id(), AssetRole.CANONICAL).map(found -> {
            if (found.isEmpty()) {
                throw new AlchemyException(ErrorCode.CONFLICT, "the track has no decoded audio to separate yet");
            }
            return null;
        });
    }

    private Future<Job> submit(Track track, SeparationOptions options, UUID work) {
        SeparateTrack args = new SeparateTrack(options);
        JobPlan plan = new JobPlan(List.of(new Step(args.kind().text(), args, Set.of())));
        return parts.database().inTransaction(tx -> parts.catalog()
                .lock(tx, track.id())
                .compose(locked -> separations.unfinished(track.id()))
                .compose(unfinished -> unfinished < MOST_UNFINISHED
                        ? parts.jobs().submitUnique(tx, track.owner(), track.id(), plan, work)
                        : Future.failedFuture(new AlchemyException(
                                ErrorCode.CONFLICT,
                                "at most " + MOST_UNFINISHED
                                        + " separations of a track may wait at once; wait for one to end")))
                .map(submitted -> submitted.jobs().get(0)));
    }

    private void show(RoutingContext context) {
        Future<SeparationView> answer = find(context)
                .compose(track -> separations.find(track.id(), PathIds.job(context)))
                .compose(this::view);
        JsonAnswer.send(context, 200, answer);
    }

    private Future<SeparationView> view(Job job) {
        var options = parts.jobs().args(job.id());
        var report = parts.catalog().separationResults().find(job.track(), job.id());
        var assets = parts.catalog().assetsOf(List.of(job.track()));
        return Future.all(options, report, assets)
                .map(all -> SeparationView.of(
                        job,
                        options.result()
                                .map(SeparateTrack.class::cast)
                                .map(SeparateTrack::options)
                                .orElse(null),
                        report.result().orElse(null),
                        stems(job, assets.result().getOrDefault(job.track(), List.of()))));
    }

    private static List<Asset> stems(Job job, List<Asset> assets) {
        return assets.stream()
                .filter(asset -> asset.role() == AssetRole.STEM && asset.job().equals(job.id()))
                .toList();
    }

    private Future<Track> find(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context));
    }
}
