package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Unserved;
import io.soundforge.alchemy.websocket.admission.Stay;
import io.soundforge.alchemy.websocket.frames.TokenAnswer;
import io.soundforge.alchemy.websocket.frames.TrackName;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.socketio.ClientSocket;
import io.soundforge.alchemy.websocket.socketio.SocketHandler;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client on Socket.IO and the tracks that it follows, by the names that it has for them. */
final class TrackSocket implements SocketHandler, Stay.Guest {
    private final Newsroom newsroom;
    private final Subscriptions<Following> subscriptions;
    private @Nullable ClientSocket client;
    private @Nullable Stay stay;

    TrackSocket(OwnerId owner, Reception reception, Newsroom newsroom) {
        this.newsroom = newsroom;
        this.subscriptions = reception.welcome(owner, this::opened);
    }

    private Following opened(Track track, String name) {
        return new Following(this, newsroom, track, name);
    }

    /** @param admittedFor to be left when it is gone */
    void connected(ClientSocket admitted, Stay admittedFor) {
        client = admitted;
        stay = admittedFor;
    }

    @Override
    public void expiring(Instant end) {
        if (client != null) {
            client.emit(new JsonArray().add("auth:expiring").add(json(new TokenAnswer.Expiring(end))));
        }
    }

    @Override
    public void over() {
        if (client != null) {
            client.disconnect();
        }
    }

    @Override
    public void event(String name, JsonArray arguments, Ack ack) {
        Optional<String> track = TrackName.in(arguments);
        switch (name) {
            case "subscribe:track" ->
                track.ifPresentOrElse(id -> subscribe(id, ack), () -> refuse(ack, TrackName.EXPECTED));
            case "unsubscribe:track" ->
                track.ifPresentOrElse(id -> unsubscribe(id, ack), () -> refuse(ack, TrackName.EXPECTED));
            case "auth:refresh" ->
                TokenAnswer.tokenIn(arguments.isEmpty() ? null : arguments.getValue(0))
                        .ifPresentOrElse(
                                token -> refresh(token, ack),
                                () -> answer(ack, TokenAnswer.refused(TokenAnswer.EXPECTED)));
            // The original ignored what it did not know, and so its clients may send anything.
            default -> {}
        }
    }

    @Override
    public void disconnected(Departure departure) {
        client = null;
        if (stay != null) {
            stay.leave();
        }
        subscriptions.leave();
    }

    private void subscribe(String name, Ack ack) {
        subscriptions
                .subscribe(name)
                .onSuccess(found -> accept(ack))
                .onFailure(error -> refuse(ack, Unserved.failureOf(error)));
    }

    Future<Boolean> resume(String name, Position after) {
        return subscriptions.resume(name, after);
    }

    private void unsubscribe(String name, Ack ack) {
        subscriptions.unsubscribe(name);
        accept(ack);
    }

    private void refresh(String token, Ack ack) {
        if (stay != null) {
            stay.renew(token)
                    .map(renewed -> TokenAnswer.accepted(renewed.end()))
                    .otherwise(error -> TokenAnswer.refused(Unserved.failureOf(error)))
                    .onSuccess(answer -> answer(ack, answer));
        }
    }

    private static void answer(Ack ack, TokenAnswer answer) {
        ack.send(new JsonArray().add(json(answer)));
    }

    private static JsonObject json(Record said) {
        return new JsonObject(WireJson.write(said));
    }

    private static void accept(Ack ack) {
        ack.send(new JsonArray().add(new JsonObject().put("status", "ok")));
    }

    private static void refuse(Ack ack, Failure failure) {
        ack.send(new JsonArray()
                .add(new JsonObject()
                        .put("status", "error")
                        .put("error", failure.message())
                        .put("code", failure.code().text())));
    }

    /**
     * Sends news.
     *
     * @param epoch of the client's positions, if they have changed by it; null if they have not
     */
    void tell(News news, @Nullable String epoch) {
        ClientSocket to = client;
        if (to == null) {
            return;
        }
        to.emit(news.broadcast(epoch == null ? "" : positions(epoch).text()));
    }

    /** A track that still stands in another journal is left out; its snapshot is on the way. */
    private Positions positions(String epoch) {
        Map<String, Long> byName = new LinkedHashMap<>();
        subscriptions.byName().forEach((name, each) -> {
            if (each.position().epoch().equals(epoch)) {
                byName.put(name, each.position().seq());
            }
        });
        return new Positions(epoch, byName);
    }
}
