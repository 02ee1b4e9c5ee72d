package io.soundforge.alchemy.bench.protocol;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.SessionListener;

/** Sends back what it is sent. */
record EngineEcho(EngineSession session) implements SessionListener {
    @Override
    public void message(EnginePacket packet) {
        session.send(packet);
    }

    @Override
    public void closed(CloseReason reason) {
        // Nothing is kept of a client.
    }
}
