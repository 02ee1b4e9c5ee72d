package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.gateway.spotify.ShortLinkReader;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.catalog.TrackQuery;
import io.soundforge.alchemy.platform.storage.BucketLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/tracks}: import, list, look at and delete tracks. */
public final class TrackRoutes {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final GatewayParts parts;
    private final UploadIntake uploads;
    private final OncePerKey once;
    private final TrackImporter importer;
    private final TrackViews views;
    private final OwnedTracks tracks;
    private final ShortLinkReader shortLinks;

    public TrackRoutes(Vertx vertx, GatewayParts parts) {
        this.parts = parts;
        this.uploads = new UploadIntake(vertx, parts);
        this.once = new OncePerKey(parts);
        this.importer = new TrackImporter(parts, Clock.systemUTC());
        this.views = new TrackViews(parts);
        this.tracks = new OwnedTracks(parts.catalog());
        this.shortLinks = new ShortLinkReader(parts.bus());
    }

    /** The answer to an import. */
    record ImportAnswer(TrackView track, List<JobSummary> jobs) {}

    /** A part of the list of tracks; {@code next} goes into {@code ?after=}. */
    record TrackList(List<TrackView> tracks, @Nullable String next) {}

    public void mount(Router router) {
        router.post("/api/tracks").consumes("multipart/form-data").handler(this::importUpload);
        DescribedBody.take(router.post("/api/tracks").consumes("application/json"), MAX_JSON_BYTES)
                .handler(once)
                .handler(this::importLink);
        router.get("/api/tracks").handler(this::list);
        router.get("/api/tracks/:trackId")
                .handler(context -> JsonAnswer.send(context, 200, find(context).compose(views::of)));
        router.delete("/api/tracks/:trackId").handler(this::delete);
    }

    private void importUpload(RoutingContext context) {
        uploads.accept(
                context,
                Callers.owner(context),
                new JsonObject(),
                accepted -> JsonAnswer.send(context, 202, answer(accepted)));
    }

    private void importLink(RoutingContext context) {
        ImportRequest request = ImportRequest.parse(context.body().buffer());
        if (BucketLink.isMeantBy(request.url())) {
            parts.inputs().require(request.url());
        }
        JsonAnswer.send(
                context,
                202,
                written(request)
                        .compose(link -> importer.importLink(Callers.owner(context), link, RequestInHand.work(context)))
                        .compose(this::answer));
    }

    private Future<ImportRequest> written(ImportRequest request) {
        return request.shortened()
                ? shortLinks.written(request.url()).map(url -> ImportRequest.of(url, request.options()))
                : Future.succeededFuture(request);
    }

    private Future<ImportAnswer> answer(AcceptedImport accepted) {
        return views.of(accepted.track())
                .map(view -> new ImportAnswer(
                        view, accepted.jobs().stream().map(JobSummary::of).toList()));
    }

    private void list(RoutingContext context) {
        int limit = PageLimit.parse(context.request().getParam("limit"), DEFAULT_PAGE, LARGEST_PAGE);
        Future<TrackList> answer = parts.catalog()
                .list(
                        Callers.owner(context),
                        query(context),
                        limit,
                        context.request().getParam("after"))
                .recover(TrackRoutes::invalidCursor)
                .compose(page -> views.of(page.items()).map(items -> new TrackList(items, page.next())));
        JsonAnswer.send(context, 200, answer);
    }

    private static TrackQuery query(RoutingContext context) {
        String text = context.request().getParam("query");
        try {
            return text == null ? TrackQuery.ALL : TrackQuery.parse(text);
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> Future<T> invalidCursor(Throwable error) {
        return Future.failedFuture(
                error instanceof IllegalArgumentException
                        ? new AlchemyException(
                                ErrorCode.INVALID_REQUEST, "after must be the 'next' of an earlier answer", error)
                        : error);
    }

    private void delete(RoutingContext context) {
        find(context)
                .compose(track -> parts.database()
                        .inTransaction(tx -> parts.jobs()
                                .delete(tx, track.id())
                                .compose(done -> parts.journal().delete(tx, track.id()))
                                .compose(done -> parts.catalog().delete(tx, track.id())))
                        .compose(done -> parts.blobs().delete(AssetKeys.folder(track.id()))))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private Future<Track> find(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context));
    }
}
