package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.media.FileAnswer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code /audio_data}: what looks like a folder of files to old clients. A name is looked up among the track's assets and
 * never becomes a path.
 */
final class AudioDataRoutes {
    private static final String MISSING = "there is no such file (yet)";

    private final GatewayParts parts;
    private final LegacyTracks tracks;

    AudioDataRoutes(GatewayParts parts, LegacyTracks tracks) {
        this.parts = parts;
        this.tracks = tracks;
    }

    void mount(Router router) {
        serve(router, "/audio_data/:trackId/original.mp3", context -> this::original);
        serve(router, "/audio_data/:trackId/stems/:name", context -> track -> newestStem(track, context));
        serve(router, "/audio_data/:trackId/stems/:jobId/:name", context -> track -> stemOfJob(track, context));
    }

    private Future<Optional<Asset>> original(Track track) {
        return parts.catalog().newest(track.id(), AssetRole.ORIGINAL);
    }

    /** Of the newest separation only: two separations never mix. */
    private Future<Optional<Asset>> newestStem(Track track, RoutingContext context) {
        return stemsOf(track)
                .map(stems -> stems.isEmpty()
                        ? Optional.empty()
                        : named(stems, stems.get(stems.size() - 1).job(), context.pathParam("name")));
    }

    private Future<Optional<Asset>> stemOfJob(Track track, RoutingContext context) {
        JobId job = LegacyTracks.jobId(context.pathParam("jobId"));
        return stemsOf(track).map(stems -> named(stems, job, context.pathParam("name")));
    }

    private static Optional<Asset> named(List<Asset> stems, JobId job, String name) {
        return stems.stream()
                .filter(stem -> stem.job().equals(job) && stem.name().equals(name))
                .findFirst();
    }

    /** Oldest first. */
    private Future<List<Asset>> stemsOf(Track track) {
        return parts.catalog()
                .assetsOf(List.of(track.id()))
                .map(assets -> assets.getOrDefault(track.id(), List.of()).stream()
                        .filter(asset -> asset.role() == AssetRole.STEM)
                        .toList());
    }

    private void serve(
            Router router, String path, Function<RoutingContext, Function<Track, Future<Optional<Asset>>>> wanted) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> tracks.find(
                        Callers.owner(context), context.pathParam("trackId"), MISSING)
                .compose(wanted.apply(context))
                .map(found -> found.orElseThrow(() -> LegacyTracks.missing(MISSING)))
                .compose(asset -> send(context, asset))
                .onFailure(context::fail));
    }

    /** What a plain name means changes with the next download or separation, so it is asked for anew each time. */
    private Future<Void> send(RoutingContext context, Asset asset) {
        return parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofName(context, asset, file)
                .send());
    }
}
