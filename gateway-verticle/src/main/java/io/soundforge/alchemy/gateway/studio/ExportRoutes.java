package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.media.DownloadName;
import io.soundforge.alchemy.gateway.media.FileAnswer;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.gateway.tracks.NewestStems;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code POST /api/tracks/{id}/export} and the zips that come of it. */
public final class ExportRoutes {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int MOST_UNFINISHED = 3;
    private static final String RETRY_SECONDS = "2";

    private final GatewayParts parts;
    private final OwnedTracks tracks;
    private final JobEnd jobEnd;
    private final OncePerKey once;

    public ExportRoutes(Vertx vertx, GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.once = new OncePerKey(parts);
        this.jobEnd = new JobEnd(vertx, parts.jobs());
    }

    /**
     * Where the zip is, or will be.
     *
     * @param status {@code queued | running | completed}
     */
    record ExportAnswer(String exportUrl, String jobId, String status) {
        static ExportAnswer of(Job job) {
            return new ExportAnswer(
                    "/api/tracks/" + job.track() + "/exports/" + job.id(),
                    job.id().toString(),
                    job.state().text());
        }
    }

    public void mount(Router router) {
        DescribedBody.take(router.post("/api/tracks/:trackId/export"), MAX_JSON_BYTES)
                .handler(once)
                .handler(this::export);
        router.route("/api/tracks/:trackId/exports/:jobId")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::serve);
    }

    private void export(RoutingContext context) {
        ExportOptions options = ItemJson.read(context.body().buffer(), ExportOptionsJson::read);
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track ->
                        chosen(track, options).compose(exact -> submit(track, exact, RequestInHand.work(context))))
                .compose(job -> jobEnd.await(
                        job.id(), Patience.of(context.request().getHeader("Prefer")), () -> !context.response()
                                .closed()))
                .onSuccess(job -> answer(context, job))
                .onFailure(context::fail);
    }

    /** The stems are settled now: a separation that ends in the meantime does not change what was asked for. */
    private Future<ExportOptions> chosen(Track track, ExportOptions options) {
        return parts.catalog().assetsOf(List.of(track.id())).map(found -> {
            List<Asset> assets = found.getOrDefault(track.id(), List.of());
            List<UUID> newest = ids(NewestStems.of(assets));
            if (newest.isEmpty()) {
                throw new AlchemyException(ErrorCode.CONFLICT, "the track has no stems to export (yet)");
            }
            Set<UUID> stems = assets.stream()
                    .filter(asset -> asset.role() == AssetRole.STEM)
                    .map(Asset::id)
                    .collect(Collectors.toSet());
            new TrackBounds(track.duration(), stems).requireStems(options.stems());
            return options.withStems(options.stems().isEmpty() ? newest : options.stems());
        });
    }

    private static List<UUID> ids(List<Asset> assets) {
        return assets.stream().map(Asset::id).toList();
    }

    private Future<Job> submit(Track track, ExportOptions options, UUID work) {
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("export", new ExportStems(options), Set.of())));
        return parts.jobs()
                .ofTracks(List.of(track.id()))
                .compose(jobs -> requireFew(jobs.getOrDefault(track.id(), List.of())))
                .compose(few -> parts.database()
                        .inTransaction(tx -> parts.jobs().submitUnique(tx, track.owner(), track.id(), plan, work)))
                .map(submitted -> submitted.jobs().get(0));
    }

    private static Future<Void> requireFew(List<Job> jobs) {
        long unfinished = jobs.stream()
                .filter(job -> job.kind() == JobKind.EXPORT && !job.state().terminal())
                .count();
        return unfinished < MOST_UNFINISHED
                ? Future.succeededFuture()
                : Future.failedFuture(new AlchemyException(
                        ErrorCode.CONFLICT,
                        "at most " + MOST_UNFINISHED + " exports of a track are made at once; wait for one to end"));
    }

    private static void answer(RoutingContext context, Job job) {
        if (job.state().terminal() && job.state() != JobState.COMPLETED) {
            context.fail(failure(job));
        } else {
            JsonAnswer.send(context, job.state() == JobState.COMPLETED ? 200 : 202, ExportAnswer.of(job));
        }
    }

    private void serve(RoutingContext context) {
        JobId id = PathIds.job(context);
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> parts.jobs()
                        .find(id)
                        .map(found -> found.filter(job -> job.kind() == JobKind.EXPORT
                                        && job.track().equals(track.id()))
                                .orElseThrow(() ->
                                        new AlchemyException(ErrorCode.NOT_FOUND, "the track has no such export")))
                        .compose(job -> zip(context, job))
                        .compose(asset -> parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofDownload(
                                        context, asset, file, DownloadName.attachment(track.name(), "-stems.zip"))
                                .send())))
                .onFailure(context::fail);
    }

    private Future<Asset> zip(RoutingContext context, Job job) {
        return switch (job.state()) {
            case QUEUED, RUNNING -> {
                context.response().putHeader("retry-after", RETRY_SECONDS);
                yield Future.failedFuture(
                        new AlchemyException(ErrorCode.CONFLICT, "the export is still being made; ask again soon"));
            }
            case FAILED, CANCELLED -> Future.failedFuture(failure(job));
            case COMPLETED ->
                parts.catalog()
                        .exports()
                        .find(job.track(), job.id())
                        .map(found -> found.orElseThrow(() -> new AlchemyException(
                                ErrorCode.NOT_FOUND, "the export is no longer kept, since there are newer ones")));
        };
    }

    private static AlchemyException failure(Job job) {
        Failure failure = job.error();
        return failure == null
                ? new AlchemyException(ErrorCode.INTERNAL, "the export failed")
                : new AlchemyException(failure.code(), failure.message());
    }
}
