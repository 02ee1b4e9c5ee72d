package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads a response block by block, and gives up when the next one does not come: a plain stream would wait for ever. */
final class DownloadBody implements AutoCloseable, Flow.Subscriber<List<ByteBuffer>> {
    private final Duration stall;
    private final Pulse pulse;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private boolean emptied;

    /** What the connection told: some blocks, or its end, with the reason if it was not a good one. */
    private record Event(
            List<ByteBuffer> blocks, boolean last, @Nullable Throwable error) {}

    DownloadBody(Flow.Publisher<List<ByteBuffer>> publisher, Duration stall, Pulse pulse) {
        this.stall = stall;
        this.pulse = pulse;
        publisher.subscribe(this);
    }

    /**
     * The next block; null at the end.
     *
     * @throws AlchemyException SOURCE_UNAVAILABLE when the connection broke, TIMEOUT when it fell silent
     */
    @Nullable ByteBuffer next() {
        if (emptied) {
            return null;
        }
        while (ready.isEmpty()) {
            Event event = await();
            if (event.error() != null) {
                throw new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "the connection broke; the next try continues there",
                        event.error());
            }
            if (event.last()) {
                return null;
            }
            ready.addAll(event.blocks());
            request();
        }
        return ready.remove();
    }

    private Event await() {
        try {
            long until = System.nanoTime() + stall.toNanos();
            while (System.nanoTime() - until < 0) {
                Event event = events.poll(Pulse.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    return event;
                }
                pulse.beat();
            }
            throw new AlchemyException(
                    ErrorCode.TIMEOUT, "nothing came for " + stall.toSeconds() + " s; the next try continues there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlchemyException(ErrorCode.CANCELLED, "the download was interrupted", e);
        }
    }

    private void request() {
        Flow.Subscription current = subscription.get();
        if (current != null) {
            current.request(1);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription fresh) {
        subscription.set(fresh);
        fresh.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> blocks) {
        events.add(new Event(blocks, false, null));
    }

    @Override
    public void onError(Throwable error) {
        events.add(new Event(List.of(), true, error));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), true, null));
    }

    /** Takes no more, and gives no blocks. */
    DownloadBody emptied() {
        close();
        emptied = true;
        return this;
    }

    @Override
    public void close() {
        Flow.Subscription current = subscription.get();
        if (current != null) {
            current.cancel();
        }
    }
}
