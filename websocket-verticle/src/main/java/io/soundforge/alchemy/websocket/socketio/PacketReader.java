package io.soundforge.alchemy.websocket.socketio;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From messages to packets; holds back a packet whose attachments have not all come. */
final class PacketReader {
    private final List<byte[]> attachments = new ArrayList<>();
    private @Nullable PacketText unfinished;

    /**
     * Takes the next message.
     *
     * @return the packet that is whole with it
     * @throws SocketFormatException if it is no packet, or text where bytes are due, or bytes where none are
     */
    Optional<SocketPacket> read(EnginePacket message) {
        byte[] bytes = message.bytes();
        return bytes == null ? text(message.data()) : bytes(bytes);
    }

    private Optional<SocketPacket> text(String text) {
        if (unfinished != null) {
            throw new SocketFormatException("expected an attachment; got text");
        }
        PacketText head = PacketText.parse(text);
        if (head.attachments() == 0) {
            return Optional.of(whole(head));
        }
        unfinished = head;
        return Optional.empty();
    }

    private Optional<SocketPacket> bytes(byte[] bytes) {
        PacketText head = unfinished;
        if (head == null) {
            throw new SocketFormatException("expected text; got an attachment of nothing");
        }
        attachments.add(bytes);
        if (attachments.size() < head.attachments()) {
            return Optional.empty();
        }
        unfinished = null;
        SocketPacket packet = whole(head);
        attachments.clear();
        return Optional.of(packet);
    }

    private SocketPacket whole(PacketText head) {
        SocketPacket packet = head.packet();
        return packet.kind().binary()
                ? new SocketPacket(
                        packet.kind(),
                        packet.namespace(),
                        packet.id(),
                        Attachments.restored(packet.data(), attachments))
                : packet;
    }
}
