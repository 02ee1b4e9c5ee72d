package io.soundforge.alchemy.websocket.queue;

import org.jspecify.annotations.Nullable;

/** Texts on their way to a client: straight through while it takes them, else bounded in an {@link Outbox}. */
public final class Outflow {
    /** Where the texts go. */
    public interface Pipe {
        /** Whether more would only pile up; {@link Outflow#drained()} is to be called when it no longer does. */
        boolean full();

        void write(String text);

        /** The client does not take what it is sent. Called once; nothing is written after it. */
        void tooSlow();
    }

    private final Pipe pipe;
    private final Outbox<String> waiting;
    private boolean over;

    public Outflow(Pipe pipe, int maxBytes, int maxMessages) {
        this.pipe = pipe;
        this.waiting = new Outbox<>(maxBytes, maxMessages);
    }

    /** @param topic what the text is the latest news of; null if it must not be left out */
    public void send(String text, @Nullable Object topic) {
        if (over) {
            return;
        }
        if (waiting.isEmpty() && !pipe.full()) {
            pipe.write(text);
        } else if (!waiting.offer(text, text.length(), topic)) {
            over = true;
            waiting.clear();
            pipe.tooSlow();
        }
    }

    public void drained() {
        while (!over && !waiting.isEmpty() && !pipe.full()) {
            pipe.write(waiting.take());
        }
    }
}
