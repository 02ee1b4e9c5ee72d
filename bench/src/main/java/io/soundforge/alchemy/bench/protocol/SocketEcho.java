package io.soundforge.alchemy.bench.protocol;

import io.soundforge.alchemy.websocket.socketio.Admission;
import io.soundforge.alchemy.websocket.socketio.ClientSocket;
import io.soundforge.alchemy.websocket.socketio.Handshake;
import io.soundforge.alchemy.websocket.socketio.SocketHandler;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** Says what a client joined with, and, in the main namespace, sends its messages back. */
final class SocketEcho implements SocketHandler {
    private final boolean answers;
    private @Nullable ClientSocket client;

    private SocketEcho(boolean answers) {
        this.answers = answers;
    }

    static void join(Handshake handshake, Admission admission, boolean answers) {
        SocketEcho echo = new SocketEcho(answers);
        ClientSocket client = admission.accept(echo);
        echo.client = client;
        client.emit(new JsonArray().add("auth").add(handshake.auth()));
    }

    @Override
    public void event(String name, JsonArray arguments, Ack ack) {
        if (!answers || client == null) {
            return;
        }
        if (name.equals("message")) {
            client.emit(new JsonArray().add("message-back").addAll(arguments));
        } else if (name.equals("message-with-ack")) {
            ack.send(arguments);
        }
    }

    @Override
    public void disconnected(Departure departure) {
        client = null;
    }
}
