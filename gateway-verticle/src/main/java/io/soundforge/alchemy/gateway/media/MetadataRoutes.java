package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /api/tracks/{id}/metadata} and {@code …/cover}: what a player shows. Nothing is read from the audio for it. */
public final class MetadataRoutes {
    private final GatewayParts parts;
    private final OwnedTracks tracks;

    public MetadataRoutes(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
    }

    public void mount(Router router) {
        router.get("/api/tracks/:trackId/metadata")
                .handler(context -> JsonAnswer.send(context, 200, find(context).compose(this::metadata)));
        router.route("/api/tracks/:trackId/cover")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::cover);
    }

    private Future<TrackMetadata> metadata(Track track) {
        var media = parts.catalog().mediaOf(List.of(track.id()));
        var cover = parts.catalog().newest(track.id(), AssetRole.COVER);
        var analysis = parts.catalog().analysesOf(List.of(track.id()));
        return Future.all(media, cover, analysis)
                .map(all -> TrackMetadata.of(
                        track,
                        media.result().get(track.id()),
                        cover.result(),
                        analysis.result().get(track.id())));
    }

    private void cover(RoutingContext context) {
        find(context)
                .compose(track -> parts.catalog()
                        .newest(track.id(), AssetRole.COVER)
                        .map(found -> found.orElseThrow(() ->
                                new AlchemyException(ErrorCode.NOT_FOUND, "no picture came with this track (yet)")))
                        .compose(asset -> parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofName(
                                        context, asset, file)
                                .send())))
                .onFailure(context::fail);
    }

    private Future<Track> find(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context));
    }
}
