package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.frames.ClientFrame;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.hub.Subscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One client on the plain WebSocket. What it is sent is bounded: when the socket cannot keep up, progress is left out,
 * and a client that falls behind on facts is closed with 1013 and starts again from a snapshot.
 */
final class PlainSocket implements Subscriber {
    static final short GOING_AWAY = 1001;
    static final short TRY_AGAIN_LATER = 1013;
    static final short MESSAGE_TOO_BIG = 1009;
    private static final int MOST_SUBSCRIPTIONS = 256;
    private static final int LONGEST_MESSAGE = 64 * 1024;
    private static final int QUEUE_BYTES = 1 << 20;
    /** Often enough for the server's idle timeout, and for proxies that forget connections after half a minute. */
    private static final long PING_MILLIS = 25_000;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final LiveHub hub;
    private final SubscriptionGate gate;
    private final Set<TrackId> tracks = ConcurrentHashMap.newKeySet();

    private boolean answered = true;

    PlainSocket(Vertx vertx, ServerWebSocket socket, LiveHub hub, SubscriptionGate gate) {
        this.vertx = vertx;
        this.socket = socket;
        this.hub = hub;
        this.gate = gate;
    }

    void open() {
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.textMessageHandler(this::receive);
        socket.exceptionHandler(error -> closeFor(error));
        socket.pongHandler(pong -> answered = true);
        long pings = vertx.setPeriodic(PING_MILLIS, tick -> ping());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(pings);
            tracks.forEach(track -> hub.unsubscribe(track, this));
        });
    }

    /** A client that left the last ping unanswered is gone without a word. */
    private void ping() {
        if (!answered) {
            socket.close(GOING_AWAY, "no answer to a ping");
        } else if (!socket.isClosed()) {
            answered = false;
            socket.writePing(Buffer.buffer());
        }
    }

    private void receive(String text) {
        if (text.length() > LONGEST_MESSAGE) {
            closeFor(new IllegalArgumentException("too long"));
            return;
        }
        ClientFrame frame;
        try {
            frame = ClientFrame.parse(text);
        } catch (IllegalArgumentException e) {
            refuse(new Failure(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage())), null);
            return;
        }
        switch (frame.verb()) {
            case SUBSCRIBE -> subscribe(frame.track());
            case UNSUBSCRIBE -> unsubscribe(frame.track());
        }
    }

    private void subscribe(TrackId track) {
        if (tracks.size() >= MOST_SUBSCRIPTIONS && !tracks.contains(track)) {
            String limit = "a socket follows at most " + MOST_SUBSCRIPTIONS + " tracks";
            refuse(new Failure(ErrorCode.RATE_LIMITED, limit), track);
            return;
        }
        if (!tracks.add(track)) {
            hub.unsubscribe(track, this); // asking again means wanting a new snapshot
        }
        gate.admit(track)
                .compose(admitted -> hub.subscribe(track, this))
                .onSuccess(joined -> leaveIfClosed(track))
                .onFailure(error -> {
                    tracks.remove(track);
                    refuse(AlchemyException.failureOf(error), track);
                });
    }

    /** The client may have gone while the snapshot was read. */
    private void leaveIfClosed(TrackId track) {
        if (socket.isClosed() || !tracks.contains(track)) {
            hub.unsubscribe(track, this);
        }
    }

    private void unsubscribe(TrackId track) {
        tracks.remove(track);
        hub.unsubscribe(track, this);
        send(ServerFrame.unsubscribed(track));
    }

    @Override
    public void snapshot(TrackId track, long seq, List<Job> jobs) {
        if (tracks.contains(track)) {
            send(ServerFrame.snapshot(track, seq, jobs));
        }
    }

    @Override
    public void delta(JobEvent event) {
        if (socket.isClosed() || !tracks.contains(event.job().track())) {
            return;
        }
        if (event.fact() || !socket.writeQueueFull()) {
            send(ServerFrame.delta(event));
        }
    }

    private void refuse(Failure failure, @Nullable TrackId track) {
        send(ServerFrame.error(failure, track));
    }

    private void send(ServerFrame frame) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            socket.close(TRY_AGAIN_LATER, "too slow, come back for a snapshot");
        } else {
            socket.writeTextMessage(frame.text());
        }
    }

    /** A message over the limit reaches us as an exception and would leave the client hanging. */
    private void closeFor(Throwable error) {
        socket.close(
                MESSAGE_TOO_BIG,
                "a message of at most 64 KiB was expected: " + error.getClass().getSimpleName());
    }
}
