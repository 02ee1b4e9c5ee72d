package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket as the protocol layer sees it. */
final class SocketWire implements Wire {
    private static final short TRY_AGAIN_LATER = 1013;
    private static final int QUEUE_BYTES = 1 << 16;

    private final ServerWebSocket socket;

    SocketWire(ServerWebSocket socket) {
        this.socket = socket;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        FlushOnce.in(socket);
    }

    @Override
    public void send(EnginePacket packet) {
        if (socket.isClosed()) {
            return;
        }
        byte[] bytes = packet.bytes();
        if (bytes == null) {
            socket.writeTextMessage(packet.text());
        } else {
            socket.writeBinaryMessage(Buffer.buffer(bytes));
        }
    }

    @Override
    public boolean full() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void closeAsTooSlow() {
        if (!socket.isClosed()) {
            socket.close(TRY_AGAIN_LATER, "too slow, come back with your offset");
        }
    }

    @Override
    public void close() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }
}
