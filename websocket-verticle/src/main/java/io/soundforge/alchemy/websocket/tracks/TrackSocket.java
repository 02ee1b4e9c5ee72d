package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.socketio.Broadcast;
import io.soundforge.alchemy.websocket.socketio.ClientSocket;
import io.soundforge.alchemy.websocket.socketio.SocketHandler;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One client on Socket.IO and the tracks that it follows, by the names that it has for them. */
final class TrackSocket implements SocketHandler {
    static final int MOST_TRACKS = 256;

    private final OwnerId owner;
    private final LiveHub hub;
    private final TrackGate gate;
    private final Newsroom newsroom;
    private final WaitingRoom waitingRoom;
    private final Map<String, Following> following = new LinkedHashMap<>();
    private @Nullable ClientSocket client;

    TrackSocket(OwnerId owner, LiveHub hub, TrackGate gate, Newsroom newsroom, WaitingRoom waitingRoom) {
        this.owner = owner;
        this.hub = hub;
        this.gate = gate;
        this.newsroom = newsroom;
        this.waitingRoom = waitingRoom;
    }

    void connected(ClientSocket admitted) {
        client = admitted;
    }

    OwnerId owner() {
        return owner;
    }

    @Override
    public void event(String name, JsonArray arguments, Ack ack) {
        Optional<String> track = TrackName.in(arguments);
        switch (name) {
            case "subscribe:track" ->
                track.ifPresentOrElse(id -> subscribe(id, ack), () -> refuse(ack, TrackName.EXPECTED));
            case "unsubscribe:track" ->
                track.ifPresentOrElse(id -> unsubscribe(id, ack), () -> refuse(ack, TrackName.EXPECTED));
            // The original ignored what it did not know, and so its clients may send anything.
            default -> {}
        }
    }

    @Override
    public void disconnected(Departure departure) {
        client = null;
        following.values().forEach(each -> hub.unsubscribe(each.track(), each));
        following.clear();
        waitingRoom.leave(this);
    }

    /** Follows a track from now on; asking twice changes nothing. One that is not there yet is waited for. */
    private void subscribe(String name, Ack ack) {
        if (following.containsKey(name) || waitingRoom.holds(this, name)) {
            ack.send(new JsonArray().add(new JsonObject().put("status", "ok")));
        } else if (following.size() + waitingRoom.count(this) >= MOST_TRACKS) {
            refuse(ack, new Failure(ErrorCode.RATE_LIMITED, "a socket follows at most " + MOST_TRACKS + " tracks"));
        } else {
            waitingRoom.enter(this, name);
            admit(name)
                    .onSuccess(found -> ack.send(new JsonArray().add(new JsonObject().put("status", "ok"))))
                    .onFailure(error -> refuse(ack, AlchemyException.failureOf(error)));
        }
    }

    /** Looks whether a track that is waited for is there. */
    Future<Void> admit(String name) {
        return gate.find(owner, name)
                .compose(found -> found.isPresent() ? follow(name, found.get()) : Future.succeededFuture());
    }

    /** The track is there. */
    Future<Void> follow(String name, Track track) {
        if (client == null || !waitingRoom.holds(this, name)) {
            return Future.succeededFuture();
        }
        waitingRoom.leave(this, name);
        Following started = new Following(this, newsroom, track, name);
        following.put(name, started);
        return hub.subscribe(track.id(), started)
                .onFailure(error -> following.remove(name, started))
                .onSuccess(joined -> leaveIfGone(name, started));
    }

    /**
     * Goes on with a track where the client was cut off. Until it is found it counts as waited for: the client library
     * subscribes again by itself, which must not bring a snapshot.
     */
    Future<Void> resume(String name, long position) {
        waitingRoom.enter(this, name);
        return gate.find(owner, name).compose(found -> {
            if (found.isEmpty() || client == null || !waitingRoom.holds(this, name)) {
                return Future.succeededFuture();
            }
            waitingRoom.leave(this, name);
            Following resumed = new Following(this, newsroom, found.get(), name);
            resumed.resumeAt(position);
            following.put(name, resumed);
            return hub.resume(found.get().id(), resumed, position)
                    .onFailure(error -> following.remove(name, resumed))
                    .onSuccess(joined -> leaveIfGone(name, resumed));
        });
    }

    private void leaveIfGone(String name, Following started) {
        if (following.get(name) != started) {
            hub.unsubscribe(started.track(), started);
        }
    }

    private void unsubscribe(String name, Ack ack) {
        waitingRoom.leave(this, name);
        Following left = following.remove(name);
        if (left != null) {
            hub.unsubscribe(left.track(), left);
        }
        ack.send(new JsonArray().add(new JsonObject().put("status", "ok")));
    }

    private static void refuse(Ack ack, Failure failure) {
        ack.send(new JsonArray()
                .add(new JsonObject()
                        .put("status", "error")
                        .put("error", failure.message())
                        .put("code", failure.code().text())));
    }

    /** Sends news, with the client's positions if they have changed by it. */
    void tell(News news, boolean moves) {
        ClientSocket to = client;
        if (to == null) {
            return;
        }
        JsonArray event = new JsonArray().add(news.event()).add(news.payload());
        if (moves) {
            event.add(positions().text());
        }
        to.emit(Broadcast.of("/", event, news.topic()));
    }

    private Positions positions() {
        return new Positions(
                following.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                        .position())));
    }
}
