package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.socketio.Admission;
import io.soundforge.alchemy.websocket.socketio.Handshake;
import io.soundforge.alchemy.websocket.socketio.Namespace;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main namespace: clients subscribe to tracks, are told where they stand, and then what happens. */
public final class TrackNamespace implements Namespace {
    private static final Logger log = LoggerFactory.getLogger(TrackNamespace.class);

    private final LiveHub hub;
    private final TrackGate gate;
    private final Newsroom newsroom;
    private final WaitingRoom waitingRoom;
    private final Supplier<String> ids;

    /** @param ids fresh ones of 20 characters that nobody guesses */
    public TrackNamespace(LiveHub hub, Catalog catalog, Supplier<String> ids) {
        this.hub = hub;
        this.gate = new TrackGate(catalog);
        this.newsroom = new Newsroom(gate);
        this.waitingRoom = new WaitingRoom(gate);
        this.ids = ids;
    }

    @Override
    public void join(Handshake handshake, Admission admission) {
        TrackSocket socket = new TrackSocket(OwnerId.LOCAL, hub, gate, newsroom, waitingRoom);
        Optional<Pass> old = text(handshake.auth(), "pid").flatMap(Pass::parse);
        Optional<Positions> positions = text(handshake.auth(), "offset").flatMap(Positions::parse);
        boolean comesBack = old.isPresent() && positions.isPresent();
        Pass pass = comesBack ? old.get() : new Pass(ids.get(), ids.get());
        socket.connected(admission.accept(socket, pass.id(), pass.text()));
        if (comesBack) {
            positions.get().byName().forEach((name, seq) -> socket.resume(name, seq)
                    .onFailure(error -> log.warn("a client could not go on where it was; it gets a snapshot", error)));
        }
    }

    /** An event that the carrier brought: it may be the first of a track that somebody waits for. */
    public void accept(JobEvent event) {
        waitingRoom.accept(event);
    }

    /** To be called every few seconds. */
    public void look() {
        waitingRoom.look();
    }

    private static Optional<String> text(JsonObject auth, String key) {
        return auth.getValue(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
