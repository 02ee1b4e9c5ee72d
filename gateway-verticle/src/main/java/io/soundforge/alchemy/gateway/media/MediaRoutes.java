package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Serves originals and stems, with ranges. A path names an asset by its id; where its bytes lie, only we know. */
public final class MediaRoutes {
    private static final Duration LINK_LIFE = Duration.ofHours(1);

    private final GatewayParts parts;
    private final OwnedTracks tracks;

    public MediaRoutes(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
    }

    public void mount(Router router) {
        router.route("/api/tracks/:trackId/audio")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> serve(context, this::original));
        router.route("/api/tracks/:trackId/stems/:assetId")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> serve(context, track -> stem(track, PathIds.asset(context))));
    }

    private Future<Optional<Asset>> original(TrackId track) {
        return parts.catalog().newest(track, AssetRole.ORIGINAL);
    }

    private Future<Optional<Asset>> stem(TrackId track, UUID asset) {
        return parts.catalog()
                .asset(asset)
                .map(found -> found.filter(stem -> stem.track().equals(track) && stem.role() == AssetRole.STEM));
    }

    private void serve(RoutingContext context, Function<TrackId, Future<Optional<Asset>>> wanted) {
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> wanted.apply(track.id()))
                .map(found -> found.orElseThrow(
                        () -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no such file (yet)")))
                .compose(asset -> parts.blobs()
                        .link(asset.key(), LINK_LIFE)
                        .compose(link -> link.isPresent()
                                ? elsewhere(context, link.get())
                                : parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofAsset(
                                                context, asset, file)
                                        .send())))
                .onFailure(context::fail);
    }

    /** The link is a secret with an end: nobody may keep this answer longer than it holds. */
    private static Future<Void> elsewhere(RoutingContext context, String link) {
        return context.response()
                .setStatusCode(302)
                .putHeader("location", link)
                .putHeader("cache-control", "private, no-store")
                .end();
    }
}
