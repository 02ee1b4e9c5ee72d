package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.tracks.NewestStems;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves originals and stems, one by one or all stems as a zip, with ranges. A path names an asset by its id; where its bytes lie, only we know. */
public final class MediaRoutes {
    private static final Duration LINK_LIFE = Duration.ofHours(1);

    private final GatewayParts parts;
    private final OwnedTracks tracks;

    public MediaRoutes(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
    }

    public void mount(Router router) {
        route(router, "/api/tracks/:trackId/audio", context -> serve(context, this::original, ""));
        route(router, "/api/tracks/:trackId/stems/:assetId", context -> {
            UUID asset = PathIds.asset(context);
            serve(context, track -> stem(track, asset), " - ");
        });
        route(router, "/api/tracks/:trackId/stems.zip", this::zip);
    }

    private static void route(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private Future<Optional<Asset>> original(TrackId track) {
        return parts.catalog().newest(track, AssetRole.ORIGINAL);
    }

    private Future<Optional<Asset>> stem(TrackId track, UUID asset) {
        return parts.catalog()
                .asset(asset)
                .map(found -> found.filter(stem -> stem.track().equals(track) && stem.role() == AssetRole.STEM));
    }

    /** @param separator between the track's title and the asset's name; empty for the title and the extension alone */
    private void serve(RoutingContext context, Function<TrackId, Future<Optional<Asset>>> wanted, String separator) {
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> wanted.apply(track.id())
                        .map(found -> found.orElseThrow(
                                () -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no such file (yet)")))
                        .compose(asset -> send(context, asset, track.name(), ending(asset, separator))))
                .onFailure(context::fail);
    }

    private Future<Void> send(RoutingContext context, Asset asset, String title, String ending) {
        return parts.blobs()
                .link(asset.key(), LINK_LIFE)
                .compose(link -> link.isPresent()
                        ? elsewhere(context, link.get())
                        : parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofDownload(
                                        context, asset, file, DownloadName.inline(title, ending))
                                .send()));
    }

    /** The link is a secret with an end: nobody may keep this answer longer than it holds. */
    private static Future<Void> elsewhere(RoutingContext context, String link) {
        return context.response()
                .setStatusCode(302)
                .putHeader("location", link)
                .putHeader("cache-control", "private, no-store")
                .end();
    }

    private static String ending(Asset asset, String separator) {
        return separator.isEmpty()
                ? asset.name().substring(Math.max(0, asset.name().lastIndexOf('.')))
                : separator + asset.name();
    }

    private void zip(RoutingContext context) {
        tracks.find(Callers.owner(context), PathIds.track(context))
                .compose(track -> parts.catalog()
                        .assetsOf(List.of(track.id()))
                        .map(found -> NewestStems.of(found.getOrDefault(track.id(), List.of())))
                        .compose(stems -> stems.isEmpty()
                                ? Future.failedFuture(
                                        new AlchemyException(ErrorCode.NOT_FOUND, "the track has no stems (yet)"))
                                : zip(context, track, stems)))
                .onFailure(context::fail);
    }

    private Future<Void> zip(RoutingContext context, Track track, List<Asset> stems) {
        String title = DownloadName.safe(track.name());
        ZipLayout layout = new ZipLayout(stems.stream()
                .map(stem -> new ZipLayout.Entry(title + " - " + stem.name(), stem.bytes()))
                .toList());
        String about = stems.stream().map(Asset::sha256).collect(Collectors.joining(" ", title + " ", ""));
        List<Future<Path>> files =
                stems.stream().map(stem -> parts.blobs().local(stem.key())).toList();
        return Future.all(files).compose(all -> FileAnswer.ofParts(
                        context,
                        "application/zip",
                        DownloadName.attachment(track.name(), "-stems.zip"),
                        layout.length(),
                        about,
                        new ZipStream(context, layout, all.list())::send)
                .send());
    }
}
