package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.studio.ItemKind;
import io.soundforge.alchemy.platform.studio.StudioStore;
import io.soundforge.alchemy.platform.studio.TemplateStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loops, cue points, arrangements and their templates: what people place on tracks. */
public final class StudioRoutes {
    private static final int MAX_JSON_BYTES = 128 * 1024;
    private static final String TRACK = "/api/tracks/:trackId";
    private static final String TEMPLATES = "/api/arrangement-templates";

    private final Catalog catalog;
    private final OwnedTracks tracks;
    private final StudioStore store;
    private final TemplateStore templates;

    public StudioRoutes(GatewayParts parts) {
        this.catalog = parts.catalog();
        this.tracks = new OwnedTracks(catalog);
        this.store = new StudioStore(parts.database());
        this.templates = new TemplateStore(parts.database());
    }

    /**
     * How one kind of item is read.
     *
     * @param path last part of the path
     * @param list name of the list in answers
     */
    private record Reading<T>(
            ItemKind<T> kind,
            String path,
            String list,
            Function<ItemJson, T> reader,
            BiFunction<TrackBounds, T, T> require) {}

    public void mount(Router router) {
        mount(router, new Reading<>(ItemKind.LOOP, "/loops", "loops", StudioItems::loop, TrackBounds::require));
        mount(
                router,
                new Reading<>(
                        ItemKind.CUE_POINT, "/cue-points", "cuePoints", StudioItems::cuePoint, TrackBounds::require));
        router.get(TRACK + "/arrangement")
                .handler(context ->
                        JsonAnswer.send(context, 200, find(context).compose(track -> store.arrangement(track.id()))));
        DescribedBody.take(router.post(TRACK + "/arrangement"), MAX_JSON_BYTES).handler(this::putArrangement);
        router.get("/api/analysis/arrangement").handler(this::guessArrangement);
        mountTemplates(router);
    }

    private <T> void mount(Router router, Reading<T> reading) {
        router.get(TRACK + reading.path())
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        find(context)
                                .compose(track -> store.items(track.id(), reading.kind()))
                                .map(items -> Map.of(reading.list(), items))));
        DescribedBody.take(router.post(TRACK + reading.path()), MAX_JSON_BYTES)
                .handler(context -> put(context, reading));
        router.delete(TRACK + reading.path() + "/:itemId")
                .handler(context -> answerNothing(
                        context,
                        find(context)
                                .compose(track ->
                                        store.remove(track.id(), reading.kind(), PathIds.name(context, "itemId")))));
    }

    private void mountTemplates(Router router) {
        router.get(TEMPLATES)
                .handler(context -> JsonAnswer.send(
                        context, 200, templates.list(Callers.owner(context)).map(kept -> Map.of("templates", kept))));
        DescribedBody.take(router.post(TEMPLATES), MAX_JSON_BYTES)
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        templates.put(
                                Callers.owner(context),
                                ItemJson.read(context.body().buffer(), StudioItems::template))));
        router.delete(TEMPLATES + "/:name")
                .handler(context -> answerNothing(
                        context, templates.remove(Callers.owner(context), PathIds.name(context, "name"))));
    }

    private static void answerNothing(RoutingContext context, Future<Void> done) {
        done.onSuccess(gone -> context.response().setStatusCode(204).end()).onFailure(context::fail);
    }

    private <T> void put(RoutingContext context, Reading<T> reading) {
        T item = ItemJson.read(context.body().buffer(), reading.reader());
        JsonAnswer.send(context, 200, find(context).compose(track -> bounds(track)
                .compose(bounds ->
                        store.put(track.id(), reading.kind(), reading.require().apply(bounds, item)))));
    }

    private void putArrangement(RoutingContext context) {
        Arrangement arrangement = ItemJson.read(context.body().buffer(), StudioItems::arrangement);
        JsonAnswer.send(context, 200, find(context).compose(track -> bounds(track)
                .compose(bounds -> store.put(track.id(), bounds.require(arrangement)))));
    }

    private void guessArrangement(RoutingContext context) {
        String name = context.request().getParam("trackId");
        if (name == null || name.isBlank()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "trackId is required: the id of a track");
        }
        JsonAnswer.send(
                context,
                200,
                tracks.find(Callers.owner(context), name)
                        .compose(this::analysis)
                        .map(analysis -> Map.of("arrangement", ArrangementGuess.of(analysis.sections()))));
    }

    private Future<TrackAnalysis> analysis(Track track) {
        return catalog.analysesOf(List.of(track.id())).map(found -> {
            TrackAnalysis analysis = found.get(track.id());
            if (analysis == null) {
                throw new AlchemyException(ErrorCode.NOT_FOUND, "the track has not been analysed (yet)");
            }
            return analysis;
        });
    }

    private Future<TrackBounds> bounds(Track track) {
        return catalog.assetsOf(List.of(track.id()))
                .map(assets -> new TrackBounds(
                        track.duration(),
                        assets.getOrDefault(track.id(), List.of()).stream()
                                .filter(asset -> asset.role() == AssetRole.STEM)
                                .map(Asset::id)
                                .collect(Collectors.toSet())));
    }

    private Future<Track> find(RoutingContext context) {
        return tracks.find(Callers.owner(context), PathIds.track(context));
    }
}
