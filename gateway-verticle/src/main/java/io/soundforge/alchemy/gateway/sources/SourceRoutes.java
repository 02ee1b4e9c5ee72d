package io.soundforge.alchemy.gateway.sources;

import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/tracks/{id}/sources} shows what a song's audio may be; {@code POST …/source} chooses. */
public final class SourceRoutes {
    private static final int MAX_BYTES = 16 * 1024;

    private final GatewayParts parts;
    private final OwnedTracks tracks;
    private final Choosing choosing;

    public SourceRoutes(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.choosing = new Choosing(parts);
    }

    public void mount(Router router) {
        router.get("/api/tracks/:trackId/sources")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        track(context)
                                .compose(track -> parts.catalog().sources().find(track.id()))
                                .map(SourcesView::of)));
        DescribedBody.take(router.post("/api/tracks/:trackId/source"), MAX_BYTES)
                .handler(this::choose);
    }

    private void choose(RoutingContext context) {
        SourceChoice choice = SourceChoice.parse(context.body().buffer());
        JsonAnswer.send(
                context,
                202,
                track(context).compose(track -> choosing.choose(track, choice)).map(JobSummary::of));
    }

    private Future<Track> track(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context));
    }
}
