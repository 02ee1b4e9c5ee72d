package io.soundforge.alchemy.websocket.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for a client, in order and bounded. A newer message of a topic makes the older one worthless, which
 * is dropped if it still waits; messages without a topic are never dropped.
 */
public final class Outbox<M> {
    private final int maxBytes;
    private final int maxMessages;
    private final Deque<Waiting<M>> queue = new ArrayDeque<>();
    private @Nullable Map<Object, Waiting<M>> newest;
    private int bytes;
    private int count;

    private static final class Waiting<M> {
        private final M message;
        private final int size;
        private final @Nullable Object topic;
        private boolean outdated;

        Waiting(M message, int size, @Nullable Object topic) {
            this.message = message;
            this.size = size;
            this.topic = topic;
        }
    }

    public Outbox(int maxBytes, int maxMessages) {
        this.maxBytes = maxBytes;
        this.maxMessages = maxMessages;
    }

    /**
     * Puts a message at the end.
     *
     * @param size bytes
     * @param topic what the message is the latest news of; null if every message counts
     * @return false if there is no room left
     */
    public boolean offer(M message, int size, @Nullable Object topic) {
        Waiting<M> added = new Waiting<>(message, size, topic);
        if (topic != null) {
            outdate(topics().put(topic, added));
        }
        queue.add(added);
        bytes += size;
        count++;
        return bytes <= maxBytes && count <= maxMessages;
    }

    private void outdate(@Nullable Waiting<M> older) {
        if (older == null) {
            return;
        }
        older.outdated = true;
        bytes -= older.size;
        count--;
        // A client that takes nothing for hours must not be kept a shell of every update.
        if (queue.size() > 2 * (count + 8)) {
            queue.removeIf(waiting -> waiting.outdated);
        }
    }

    /** Most clients take everything at once and never need one. */
    private Map<Object, Waiting<M>> topics() {
        Map<Object, Waiting<M>> known = newest;
        if (known == null) {
            known = new HashMap<>();
            newest = known;
        }
        return known;
    }

    /** Nothing of it is sent any more. */
    public void clear() {
        queue.clear();
        newest = null;
        bytes = 0;
        count = 0;
    }

    /** Bytes that wait. */
    public int bytes() {
        return bytes;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The next message; call only if there is one. */
    public M take() {
        Waiting<M> first = next();
        queue.remove();
        bytes -= first.size;
        count--;
        if (first.topic != null) {
            topics().remove(first.topic);
        }
        return first.message;
    }

    /** As many messages as fit into a number of bytes with a separator between them, but at least one if there is one. */
    public List<M> take(int maxPayload) {
        List<M> messages = new ArrayList<>();
        int size = 0;
        while (!isEmpty()) {
            int with = size + next().size + (messages.isEmpty() ? 0 : 1);
            if (!messages.isEmpty() && with > maxPayload) {
                break;
            }
            size = with;
            messages.add(take());
        }
        return messages;
    }

    private Waiting<M> next() {
        while (queue.element().outdated) {
            queue.remove();
        }
        return queue.element();
    }
}
