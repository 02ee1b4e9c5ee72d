package io.soundforge.alchemy.websocket.socketio;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** From packets to messages: one text, and one more message for each byte array inside. */
final class PacketWriter {
    private PacketWriter() {}

    static List<EnginePacket> write(SocketPacket packet) {
        List<byte[]> attachments = new ArrayList<>();
        Object data = Attachments.taken(packet.data(), attachments);
        List<EnginePacket> messages = new ArrayList<>();
        messages.add(EnginePacket.message(head(packet, attachments.size()) + (data == null ? "" : Json.encode(data))));
        attachments.forEach(bytes -> messages.add(EnginePacket.message(bytes)));
        return messages;
    }

    private static String head(SocketPacket packet, int attachments) {
        StringBuilder head = new StringBuilder();
        head.append(kind(packet.kind(), attachments > 0).digit());
        if (attachments > 0) {
            head.append(attachments).append('-');
        }
        if (!packet.namespace().equals("/")) {
            head.append(packet.namespace()).append(',');
        }
        if (packet.id() != null) {
            head.append(packet.id());
        }
        return head.toString();
    }

    private static PacketKind kind(PacketKind kind, boolean binary) {
        return switch (kind) {
            case EVENT, BINARY_EVENT -> binary ? PacketKind.BINARY_EVENT : PacketKind.EVENT;
            case ACK, BINARY_ACK -> binary ? PacketKind.BINARY_ACK : PacketKind.ACK;
            case CONNECT, DISCONNECT, CONNECT_ERROR -> kind;
        };
    }
}
