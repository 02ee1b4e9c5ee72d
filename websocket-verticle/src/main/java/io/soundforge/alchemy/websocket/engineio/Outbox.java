package io.soundforge.alchemy.websocket.engineio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packets that wait for a client, in order and bounded. A newer packet of a topic takes the place of the older one. */
final class Outbox {
    private final int maxBytes;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Map<Object, Waiting> newest = new HashMap<>();
    private int bytes;

    private static final class Waiting {
        private final @Nullable Object topic;
        private final EnginePacket packet;
        private boolean outdated;

        Waiting(@Nullable Object topic, EnginePacket packet) {
            this.topic = topic;
            this.packet = packet;
        }
    }

    Outbox(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Puts a packet at the end.
     *
     * @param topic what the packet is the latest news of; null if every packet counts
     * @return false if there is no room left
     */
    boolean offer(EnginePacket packet, @Nullable Object topic) {
        Waiting added = new Waiting(topic, packet);
        if (topic != null) {
            Waiting older = newest.put(topic, added);
            if (older != null) {
                older.outdated = true;
                bytes -= older.packet.size();
            }
        }
        queue.add(added);
        bytes += packet.size();
        return bytes <= maxBytes;
    }

    boolean isEmpty() {
        dropOutdated();
        return queue.isEmpty();
    }

    /** The next packet; call only if there is one. */
    EnginePacket take() {
        dropOutdated();
        Waiting first = queue.remove();
        bytes -= first.packet.size();
        if (first.topic != null) {
            newest.remove(first.topic);
        }
        return first.packet;
    }

    /** As many packets as fit into a payload, but at least one if there is one. */
    List<EnginePacket> take(int maxPayload) {
        List<EnginePacket> packets = new ArrayList<>();
        int size = 0;
        while (!isEmpty()) {
            int next = size + queue.element().packet.size() + (packets.isEmpty() ? 0 : 1);
            if (!packets.isEmpty() && next > maxPayload) {
                break;
            }
            size = next;
            packets.add(take());
        }
        return packets;
    }

    private void dropOutdated() {
        while (!queue.isEmpty() && queue.element().outdated) {
            queue.remove();
        }
    }
}
