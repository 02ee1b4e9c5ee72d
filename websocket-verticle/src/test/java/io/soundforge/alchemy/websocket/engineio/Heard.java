package io.soundforge.alchemy.websocket.engineio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told. */
final class Heard implements SessionListener {
    final List<String> messages = new ArrayList<>();

    @Nullable CloseReason reason;

    @Override
    public void message(EnginePacket packet) {
        messages.add(packet.toString());
    }

    @Override
    public void closed(CloseReason why) {
        if (reason != null) {
            throw new IllegalStateException("a session ends once");
        }
        reason = why;
    }
}
