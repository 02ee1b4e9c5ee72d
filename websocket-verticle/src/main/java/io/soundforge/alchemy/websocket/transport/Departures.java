package io.soundforge.alchemy.websocket.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands what was sent to the sockets' event loops. Each loop has one departure under way; what is sent meanwhile leaves
 * together with the next, so each socket is written to once, however many messages there are by then: a call of the
 * kernel is most of what a small message costs. When nothing is under way nothing waits. All calls come on one context.
 */
final class Departures {
    private final Context context;
    private final Map<EventLoop, Lane> lanes = new HashMap<>();

    Departures(Context context) {
        this.context = context;
    }

    /** The wire has something to send, and had nothing before. */
    void add(SocketWire wire) {
        lanes.computeIfAbsent(wire.eventLoop(), Lane::new).add(wire);
    }

    /** Sends what the wire has now, before it is closed. */
    static void hurry(SocketWire wire) {
        List<byte[]> load = wire.unload();
        if (!load.isEmpty()) {
            wire.eventLoop().execute(() -> write(List.of(wire), List.of(load)));
        }
    }

    /** The way to one event loop. */
    private final class Lane {
        private final EventLoop loop;
        private List<SocketWire> waiting = new ArrayList<>();
        private boolean underWay;

        Lane(EventLoop loop) {
            this.loop = loop;
        }

        void add(SocketWire wire) {
            waiting.add(wire);
            if (!underWay) {
                underWay = true;
                context.runOnContext(turn -> depart());
            }
        }

        private void depart() {
            List<SocketWire> wires = waiting;
            waiting = new ArrayList<>(wires.size());
            List<List<byte[]>> loads = new ArrayList<>(wires.size());
            wires.forEach(wire -> loads.add(wire.unload()));
            loop.execute(() -> {
                try {
                    write(wires, loads);
                } finally {
                    context.runOnContext(done -> arrived());
                }
            });
        }

        private void arrived() {
            if (waiting.isEmpty()) {
                underWay = false;
            } else {
                depart();
            }
        }
    }

    /** Most have the same to write. */
    private static void write(List<SocketWire> wires, List<List<byte[]>> loads) {
        List<byte[]> last = List.of();
        ByteBuf merged = Unpooled.EMPTY_BUFFER;
        try {
            for (int i = 0; i < wires.size(); i++) {
                List<byte[]> load = loads.get(i);
                if (!same(load, last)) {
                    merged.release();
                    merged = Unpooled.EMPTY_BUFFER;
                    merged = wires.get(i).merged(load);
                    last = load;
                }
                if (!load.isEmpty()) {
                    wires.get(i).write(merged.retainedDuplicate());
                }
            }
        } finally {
            merged.release();
        }
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }
}
