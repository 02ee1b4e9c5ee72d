package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.SessionListener;

/** Has the server forget a session before the application learns that it is over. */
record ForgettingListener(SessionListener application, Runnable forget) implements SessionListener {
    @Override
    public void message(EnginePacket packet) {
        application.message(packet);
    }

    @Override
    public long deadline() {
        return application.deadline();
    }

    @Override
    public void tick(long now) {
        application.tick(now);
    }

    @Override
    public void closed(CloseReason reason) {
        forget.run();
        application.closed(reason);
    }
}
