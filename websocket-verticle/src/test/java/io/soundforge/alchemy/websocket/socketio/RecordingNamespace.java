package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets everybody in, at once or later, and writes down what they do. */
final class RecordingNamespace implements Namespace, SocketHandler {
    final List<Handshake> handshakes = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Departure> departures = new ArrayList<>();
    boolean answers = true;

    @Nullable Admission waiting;

    @Nullable ClientSocket client;

    @Override
    public void join(Handshake handshake, Admission admission) {
        handshakes.add(handshake);
        waiting = admission;
        if (answers) {
            client = admission.accept(this);
        }
    }

    @Override
    public void event(String name, JsonArray arguments, Ack ack) {
        events.add(name);
        ack.send(arguments);
        ack.send(new JsonArray().add("twice"));
    }

    @Override
    public void disconnected(Departure departure) {
        departures.add(departure);
    }
}
