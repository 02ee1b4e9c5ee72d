package io.soundforge.alchemy.websocket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.Wire;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A WebSocket as the protocol layer sees it. What is sent goes its own way to the channel, see {@link Departures}; what
 * comes, and the end, is Vert.x's.
 */
final class SocketWire implements Wire {
    private static final short TRY_AGAIN_LATER = 1013;
    private static final int QUEUE_BYTES = 1 << 16;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext handler;
    private final Channel channel;
    private final Departures departures;
    /** Bytes that were sent and have not come to the channel yet. */
    private final AtomicInteger unwritten = new AtomicInteger();

    private List<byte[]> load = List.of();
    private volatile boolean stalled;
    private volatile Runnable drained = () -> {};

    /** To be made on the socket's event loop. */
    SocketWire(ServerWebSocket socket, Channel channel, Departures departures) {
        this.socket = socket;
        this.channel = channel;
        this.departures = departures;
        // Vert.x's own, behind all that encode.
        this.handler = channel.pipeline().lastContext();
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        channel.pipeline().addBefore(handler.name(), null, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
                goOn();
                super.channelWritabilityChanged(context);
            }
        });
    }

    /** Told when a wire that was full takes more again. */
    void drainHandler(Runnable told) {
        drained = told;
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public void send(EnginePacket packet) {
        if (!channel.isActive()) {
            return;
        }
        byte[] frame = packet.frame();
        unwritten.addAndGet(frame.length);
        if (load.isEmpty()) {
            load = new ArrayList<>(1);
            load.add(frame);
            departures.add(this);
        } else {
            load.add(frame);
        }
    }

    /** What was sent since it was last asked for. */
    List<byte[]> unload() {
        List<byte[]> leaving = load;
        load = List.of();
        return leaving;
    }

    /** Frames in one piece, outside the heap, so that they are not copied there once more for each socket. */
    ByteBuf merged(List<byte[]> frames) {
        ByteBuf whole = channel.alloc()
                .directBuffer(frames.stream().mapToInt(frame -> frame.length).sum());
        frames.forEach(whole::writeBytes);
        return whole;
    }

    /** On the event loop. */
    void write(ByteBuf frames) {
        unwritten.addAndGet(-frames.readableBytes());
        // What goes wrong is told by the channel, as a closed socket.
        var unused = handler.writeAndFlush(frames, channel.voidPromise());
        goOn();
    }

    private void goOn() {
        if (stalled && channel.isWritable()) {
            stalled = false;
            drained.run();
        }
    }

    @Override
    public boolean full() {
        if (!stuffed() || !channel.isActive()) {
            return false;
        }
        // Looked at again after the word that wakes us: it may have drained in between.
        stalled = true;
        return stuffed();
    }

    private boolean stuffed() {
        return unwritten.get() > QUEUE_BYTES || !channel.isWritable();
    }

    @Override
    public void closeAsTooSlow() {
        Departures.hurry(this);
        if (!socket.isClosed()) {
            socket.close(TRY_AGAIN_LATER, "too slow, come back with your offset");
            LastWord.on(channel, () -> false);
        }
    }

    @Override
    public void close() {
        Departures.hurry(this);
        if (!socket.isClosed()) {
            socket.close();
            LastWord.on(channel, () -> false);
        }
    }
}
