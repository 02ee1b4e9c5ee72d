package io.soundforge.alchemy.websocket.socketio;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.socketio.SocketHandler.Departure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client in a namespace, from its wish to join on. */
final class Member implements Admission, ClientSocket {
    private final SocketConnection connection;
    private final String namespace;
    private @Nullable SocketHandler handler;
    private String id = "";

    Member(SocketConnection connection, String namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    @Override
    public ClientSocket accept(SocketHandler accepted) {
        return acceptAs(accepted, connection.freshId(), null);
    }

    @Override
    public ClientSocket accept(SocketHandler accepted, String publicId, String secret) {
        return acceptAs(accepted, publicId, secret);
    }

    private ClientSocket acceptAs(SocketHandler accepted, String publicId, @Nullable String secret) {
        id = publicId;
        if (!connection.has(this)) {
            accepted.disconnected(Departure.CUT_OFF);
            return this;
        }
        handler = accepted;
        JsonObject data = new JsonObject().put("sid", publicId);
        if (secret != null) {
            data.put("pid", secret);
        }
        connection.send(new SocketPacket(PacketKind.CONNECT, namespace, null, data));
        return this;
    }

    @Override
    public void refuse(String message, @Nullable JsonObject data) {
        if (connection.has(this)) {
            connection.forget(this);
            JsonObject error = new JsonObject().put("message", message);
            if (data != null) {
                error.put("data", data);
            }
            connection.send(new SocketPacket(PacketKind.CONNECT_ERROR, namespace, null, error));
        }
    }

    void receive(SocketPacket packet) {
        SocketHandler serving = handler;
        if (serving == null) {
            throw new SocketFormatException("a client waits for the answer before it sends events");
        }
        // An acknowledgement answers nothing, as we never ask for one.
        boolean isEvent = packet.kind() == PacketKind.EVENT || packet.kind() == PacketKind.BINARY_EVENT;
        if (isEvent && packet.data() instanceof JsonArray event) {
            serving.event(String.valueOf(event.getValue(0)), argumentsOf(event), new Answer(packet.id()));
        }
    }

    private static JsonArray argumentsOf(JsonArray event) {
        List<Object> arguments = new ArrayList<>();
        for (Object item : event.getList()) {
            arguments.add(item);
        }
        arguments.remove(0);
        return new JsonArray(arguments);
    }

    void leave(Departure departure) {
        SocketHandler serving = handler;
        handler = null;
        if (serving != null) {
            serving.disconnected(departure);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void emit(JsonArray event) {
        if (handler != null) {
            connection.send(new SocketPacket(PacketKind.EVENT, namespace, null, event));
        }
    }

    @Override
    public void emit(Broadcast broadcast) {
        if (handler != null) {
            for (EnginePacket message : broadcast.messages()) {
                connection.send(message, broadcast.topic());
            }
        }
    }

    @Override
    public void disconnect() {
        if (handler != null) {
            connection.forget(this);
            connection.send(new SocketPacket(PacketKind.DISCONNECT, namespace, null, null));
            leave(Departure.DISMISSED);
        }
    }

    /** At most one answer to one event. */
    private final class Answer implements SocketHandler.Ack {
        private @Nullable Long unanswered;

        Answer(@Nullable Long id) {
            this.unanswered = id;
        }

        @Override
        public void send(JsonArray arguments) {
            if (unanswered != null && handler != null) {
                connection.send(new SocketPacket(PacketKind.ACK, namespace, unanswered, arguments));
                unanswered = null;
            }
        }
    }
}
