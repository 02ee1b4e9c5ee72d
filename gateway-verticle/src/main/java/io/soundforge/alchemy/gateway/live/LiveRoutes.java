package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.gateway.separation.SeparationJobs;
import io.soundforge.alchemy.gateway.separation.SeparationPaths;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.soundforge.alchemy.platform.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /api/tracks/{id}/separations/{job}/live}: what of a separation can be heard while it runs. */
public final class LiveRoutes {
    private static final String SEPARATION = "/api/tracks/:trackId/separations/:jobId";
    private static final int MAX_JSON_BYTES = 4096;
    private static final int MOST_LISTENERS = 64;

    private final Vertx vertx;
    private final GatewayParts parts;
    private final OwnedTracks tracks;
    private final SeparationJobs separations;
    private final LiveLookout lookout;

    /** Responses that are held open; only touched by the verticle's event loop. */
    private int listeners;

    public LiveRoutes(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.separations = new SeparationJobs(parts.jobs());
        this.lookout = new LiveLookout(vertx, parts);
    }

    public void mount(Router router) {
        router.get(SEPARATION + "/live").handler(this::index);
        router.route(SEPARATION + "/live/:file")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::listen);
        DescribedBody.take(router.put(SEPARATION + "/playhead"), MAX_JSON_BYTES).handler(this::movePlayhead);
    }

    private void index(RoutingContext context) {
        find(context)
                .compose(job -> lookout.look(job.id()))
                .map(LiveView::of)
                .onSuccess(view -> JsonAnswer.send(context, 200, view))
                .onFailure(error -> fail(context, error));
    }

    private void listen(RoutingContext context) {
        String stem = stem(context.pathParam("file"));
        if (listeners >= MOST_LISTENERS) {
            context.response().putHeader("retry-after", LiveAnswer.RETRY_SECONDS);
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE, "at most " + MOST_LISTENERS + " listeners at once; ask again soon");
        }
        listeners++;
        context.addEndHandler(over -> listeners--);
        find(context)
                .compose(job -> lookout.look(job.id()))
                .compose(growing -> new LiveAnswer(vertx, lookout, context).send(growing, stem))
                .onFailure(error -> fail(context, error));
    }

    /** The part of {@code vocals.wav} that names the stem. */
    private static String stem(String file) {
        if (!file.endsWith(".wav")) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "live stems are WAV files, such as vocals.wav");
        }
        return file.substring(0, file.length() - ".wav".length());
    }

    private void movePlayhead(RoutingContext context) {
        double seconds = seconds(JsonBody.object(text(context), "the body"));
        find(context)
                .compose(job -> requireUnfinished(job))
                .compose(job -> parts.blobs().resumable(WorkFolders.live(job.id())))
                .compose(folder -> vertx.<Void>executeBlocking(() -> Playhead.write(folder, seconds), false))
                .onSuccess(written -> context.response().setStatusCode(204).end())
                .onFailure(error -> fail(context, error));
    }

    private static String text(RoutingContext context) {
        String text = context.body().asString();
        return text == null ? "" : text;
    }

    private static double seconds(JsonObject body) {
        @Nullable Object seconds = body.getValue("seconds");
        if (!(seconds instanceof Number number) || !(number.doubleValue() >= 0) || number.doubleValue() > 1e6) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "seconds must be a number from 0 to 1000000; got " + seconds);
        }
        return number.doubleValue();
    }

    private static Future<Job> requireUnfinished(Job job) {
        return job.state().terminal()
                ? Future.failedFuture(new AlchemyException(
                        ErrorCode.CONFLICT,
                        "the separation is " + job.state().text() + "; nothing is left to be ordered"))
                : Future.succeededFuture(job);
    }

    private Future<Job> find(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> separations.find(track.id(), PathIds.job(context)));
    }

    private static void fail(RoutingContext context, Throwable error) {
        if (error instanceof NoLongerLive over && !context.response().headWritten()) {
            gone(context, over);
        } else {
            context.fail(error);
        }
    }

    /** Points to the stems, if there are any. */
    private static void gone(RoutingContext context, NoLongerLive over) {
        Job job = over.job();
        Problem problem = new Problem(410, ErrorCode.NOT_FOUND.text(), "It is no longer here.", over.sentence());
        if (job.state() == JobState.COMPLETED) {
            context.response().putHeader("link", "<" + SeparationPaths.separation(job) + ">; rel=\"alternate\"");
        }
        problem.send(context.response(), new JsonObject().put("separation", SeparationPaths.separation(job)));
    }
}
