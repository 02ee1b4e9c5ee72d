package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.database.Unserved;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.socketio.Admission;
import io.soundforge.alchemy.websocket.socketio.ClientSocket;
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

    private final Reception reception;
    private final Newsroom newsroom;
    private final Supplier<String> ids;
    private final Doorkeeper doorkeeper;

    /** @param ids fresh ones of 20 characters that nobody guesses */
    public TrackNamespace(Reception reception, Supplier<String> ids, Doorkeeper doorkeeper) {
        this.reception = reception;
        this.newsroom = new Newsroom(reception.gate());
        this.ids = ids;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void join(Handshake handshake, Admission admission) {
        doorkeeper
                .ask(
                        handshake.auth(),
                        handshake.origin().authorization(),
                        handshake.origin().place())
                .onSuccess(caller -> join(handshake, admission, caller))
                .onFailure(error -> refuse(admission, Unserved.failureOf(error)));
    }

    private static void refuse(Admission admission, Failure failure) {
        admission.refuse(
                failure.message(), new JsonObject().put("code", failure.code().text()));
    }

    private void join(Handshake handshake, Admission admission, Caller caller) {
        Optional<Pass> old = text(handshake.auth(), "pid").flatMap(Pass::parse);
        String place = handshake.origin().place();
        Optional<Positions> positions = text(handshake.auth(), "offset").flatMap(Positions::parse);
        if (old.isEmpty() || positions.isEmpty()) {
            admit(admission, new Pass(ids.get(), ids.get()), caller, place);
            return;
        }
        reception
                .hub()
                .epoch()
                .onSuccess(epoch -> comeBack(admission, old.get(), positions.get(), epoch, caller, place))
                .onFailure(error -> {
                    log.warn("a client could not go on where it was; it begins anew", error);
                    admit(admission, new Pass(ids.get(), ids.get()), caller, place);
                });
    }

    /** Numbers of another journal tell nothing: then the client learns that it was not recovered, and subscribes. */
    private void comeBack(
            Admission admission, Pass old, Positions positions, String epoch, Caller caller, String place) {
        if (!positions.epoch().equals(epoch)) {
            admit(admission, new Pass(ids.get(), ids.get()), caller, place);
            return;
        }
        TrackSocket socket = admit(admission, old, caller, place);
        positions.byName().forEach((name, seq) -> socket.resume(name, new Position(epoch, seq))
                .onFailure(error -> log.warn("a track could not be gone on with", error)));
    }

    private TrackSocket admit(Admission admission, Pass pass, Caller caller, String place) {
        TrackSocket socket = new TrackSocket(caller.owner(), reception, newsroom);
        ClientSocket client = admission.accept(socket, pass.id(), pass.text());
        socket.connected(client, doorkeeper.stay(caller, place, socket));
        return socket;
    }

    private static Optional<String> text(JsonObject auth, String key) {
        return auth.getValue(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
