package io.soundforge.alchemy.websocket.engineio;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it was given. */
public final class FakeWire implements Wire {
    public final List<EnginePacket> sent = new ArrayList<>();
    public boolean full;
    public boolean closed;

    @Override
    public void send(EnginePacket packet) {
        sent.add(packet);
    }

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The texts of what was sent, the handshake left out. */
    public List<String> texts() {
        return sent.stream()
                .filter(packet -> packet.type() != PacketType.OPEN)
                .map(EnginePacket::toString)
                .toList();
    }
}
