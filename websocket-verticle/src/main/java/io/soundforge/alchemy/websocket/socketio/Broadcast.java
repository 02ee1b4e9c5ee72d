package io.soundforge.alchemy.websocket.socketio;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that is written once and sent to many sockets of one namespace. */
public final class Broadcast {
    private final List<EnginePacket> messages;
    private final @Nullable Object topic;

    private Broadcast(List<EnginePacket> messages, @Nullable Object topic) {
        this.messages = messages;
        this.topic = topic;
    }

    /**
     * Writes an event.
     *
     * @param event the name, then its arguments; byte arrays become attachments
     * @param topic what the event is the latest news of, so that an older one that still waits may be dropped; null if
     *     every one counts. Not for events with attachments
     */
    public static Broadcast of(String namespace, JsonArray event, @Nullable Object topic) {
        List<EnginePacket> messages = PacketWriter.write(new SocketPacket(PacketKind.EVENT, namespace, null, event));
        return new Broadcast(messages, messages.size() == 1 ? topic : null);
    }

    List<EnginePacket> messages() {
        return messages;
    }

    @Nullable Object topic() {
        return topic;
    }
}
