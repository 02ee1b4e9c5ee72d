package io.soundforge.alchemy.websocket.sse;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.http.Problem;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.websocket.LiveLimits;
import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.hub.Position;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET /api/tracks/{track}/events}: a snapshot, then deltas; after {@code Last-Event-ID}, exactly what was missed. */
public final class SseEntrance {
    private static final Pattern PATH = Pattern.compile("/api/tracks/([^/]+)/events");
    private static final Pattern POSITION = Pattern.compile("([0-9a-f]{16})-(\\d{1,18})");

    private final Vertx vertx;
    private final LiveHub hub;
    private final OwnedTracks tracks;
    private final Door door;
    private final LiveLimits limits;
    private final Doorkeeper doorkeeper;

    public SseEntrance(Vertx vertx, LiveHub hub, Catalog catalog, Door door, LiveLimits limits, Doorkeeper doorkeeper) {
        this.vertx = vertx;
        this.hub = hub;
        this.tracks = new OwnedTracks(catalog);
        this.door = door;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
    }

    /** Whether a request is for this entrance. */
    public static boolean serves(String path) {
        return PATH.matcher(path).matches();
    }

    /** Serves a request that {@link #serves} says is for here. */
    public void handle(HttpServerRequest request) {
        doorkeeper
                .ask(request)
                .onSuccess(caller -> letIn(request, caller))
                .onFailure(error -> refuse(request.response(), error));
    }

    private void letIn(HttpServerRequest request, Caller caller) {
        HttpServerResponse response = request.response();
        Matcher path = PATH.matcher(String.valueOf(request.path()));
        Door.Place place =
                door.enter(caller.owner(), RequestFacts.of(request).client().address());
        if (!path.matches() || !place.granted()) {
            place.leave();
            String limit = "there are too many connections of yours, or from your address";
            refuse(response, new AlchemyException(ErrorCode.RATE_LIMITED, limit));
            return;
        }
        response.closeHandler(gone -> place.leave());
        response.endHandler(over -> place.leave());
        Optional<Position> after = position(request);
        String name = path.group(1);
        tracks.find(caller.owner(), name)
                .onSuccess(track -> open(request, track.id(), name, after, place, caller))
                .onFailure(error -> refuse(response, error));
    }

    private void open(
            HttpServerRequest request,
            TrackId track,
            String name,
            Optional<Position> after,
            Door.Place place,
            Caller caller) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        EventStream stream = new EventStream(vertx, request, hub, name, limits.queueBytes());
        Runnable stays = doorkeeper.whenOver(caller, stream::end);
        response.closeHandler(gone -> {
            stays.run();
            place.leave();
            stream.close();
            hub.unsubscribe(track, stream);
        });
        stream.begin();
        after.map(position -> hub.resume(track, stream, position))
                .orElseGet(() -> hub.subscribe(track, stream))
                .onSuccess(joined -> {
                    if (response.closed()) {
                        hub.unsubscribe(track, stream);
                    }
                })
                // The stream ends without a word; the client comes back with the position that it has.
                .onFailure(error -> stream.end());
    }

    /** The browser's header, or the query for those that cannot set headers. What we did not write is no position. */
    private static Optional<Position> position(HttpServerRequest request) {
        String header = request.getHeader("Last-Event-ID");
        Matcher text = POSITION.matcher(String.valueOf(header == null ? request.getParam("lastEventId") : header));
        return text.matches()
                ? Optional.of(new Position(text.group(1), Long.parseLong(text.group(2))))
                : Optional.empty();
    }

    private static void refuse(HttpServerResponse response, Throwable error) {
        if (!response.ended() && !response.closed()) {
            Problem.send(response, error);
        }
    }
}
