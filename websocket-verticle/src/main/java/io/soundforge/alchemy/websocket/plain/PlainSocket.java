package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.database.Unserved;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.websocket.LiveLimits;
import io.soundforge.alchemy.websocket.admission.Door;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.admission.MessageRate;
import io.soundforge.alchemy.websocket.admission.Stay;
import io.soundforge.alchemy.websocket.frames.ClientFrame;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.frames.TokenAnswer;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.queue.Outflow;
import io.soundforge.alchemy.websocket.tracks.Reception;
import io.soundforge.alchemy.websocket.tracks.Subscriptions;
import io.soundforge.alchemy.websocket.transport.LastWord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client on the plain WebSocket. What waits for it is bounded: newer progress takes the place of older, and a client
 * that does not take its facts is closed with 1013; it comes back with its positions and misses nothing. Everything but
 * the traffic itself happens on the hub's context.
 */
final class PlainSocket implements Outflow.Pipe, Stay.Guest {
    static final short GOING_AWAY = 1001;
    static final short MESSAGE_TOO_BIG = 1009;
    static final short TRY_AGAIN_LATER = 1013;
    static final short POLICY_VIOLATION = 1008;
    private static final int LONGEST_MESSAGE = 64 * 1024;
    private static final int QUEUE_MESSAGES = 8192;
    private static final int SOCKET_BYTES = 1 << 16;
    /** Often enough for the server's idle timeout, and for proxies that forget connections after half a minute. */
    private static final long PING_MILLIS = 25_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final ServerWebSocket socket;
    private final Reception reception;
    private final Editions editions;
    private final Outflow out;
    private final MessageRate rate;
    private final Subscriptions<PlainFollowing> subscriptions;

    private final Caller caller;
    private final Doorkeeper doorkeeper;
    private @Nullable Stay stay;
    private boolean answered = true;

    /** @param request that has become the socket */
    PlainSocket(
            Vertx vertx,
            HttpServerRequest request,
            ServerWebSocket socket,
            Caller caller,
            Reception reception,
            Editions editions,
            LiveLimits limits,
            Doorkeeper doorkeeper) {
        this.vertx = vertx;
        this.request = request;
        this.socket = socket;
        this.reception = reception;
        this.editions = editions;
        this.caller = caller;
        this.doorkeeper = doorkeeper;
        this.subscriptions = reception.welcome(caller.owner(), this::opened);
        this.out = new Outflow(this, limits.queueBytes(), QUEUE_MESSAGES);
        this.rate = limits.messageRate(now());
    }

    private PlainFollowing opened(Track track, String name) {
        return new PlainFollowing(out, editions, track.id(), name);
    }

    /** @param place to be left when the socket is closed */
    void open(Door.Place place) {
        socket.setWriteQueueMaxSize(SOCKET_BYTES);
        reception
                .hub()
                .run(() -> stay = doorkeeper.stay(
                        caller, RequestFacts.of(request).client().place(), this));
        socket.textMessageHandler(text -> reception.hub().run(() -> receive(text)));
        socket.exceptionHandler(this::closeFor);
        socket.drainHandler(more -> reception.hub().run(out::drained));
        socket.pongHandler(pong -> answered = true);
        long pings = vertx.setPeriodic(PING_MILLIS, tick -> ping());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(pings);
            place.leave();
            reception.hub().run(this::leave);
        });
    }

    private void leave() {
        subscriptions.leave();
        if (stay != null) {
            stay.leave();
        }
    }

    @Override
    public void expiring(Instant end) {
        send(ServerFrame.expiring(end));
    }

    @Override
    public void over() {
        close(POLICY_VIOLATION, "the token expired");
    }

    private void refresh(String token) {
        if (stay != null) {
            stay.renew(token)
                    .map(renewed -> TokenAnswer.accepted(renewed.end()))
                    .otherwise(error -> TokenAnswer.refused(Unserved.failureOf(error)))
                    .onSuccess(answer -> send(ServerFrame.refreshed(answer)));
        }
    }

    private void close(short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason);
            LastWord.on(request, () -> false);
        }
    }

    /** A client that left the last ping unanswered is gone without a word. */
    private void ping() {
        if (!answered) {
            close(GOING_AWAY, "no answer to a ping");
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
        if (!rate.allows(now())) {
            close(POLICY_VIOLATION, "too many messages");
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
            case SUBSCRIBE -> subscribe(frame.subject(), frame.after());
            case UNSUBSCRIBE -> {
                subscriptions.unsubscribe(frame.subject());
                send(ServerFrame.unsubscribed(frame.subject()));
            }
            case REFRESH -> refresh(frame.subject());
        }
    }

    private void subscribe(String name, @Nullable Position after) {
        Future<Boolean> found = after == null ? anew(name) : subscriptions.resume(name, after);
        found.onSuccess(there -> {
                    if (!there && subscriptions.holds(name)) {
                        send(ServerFrame.waiting(name));
                    }
                })
                .onFailure(error -> refuse(Unserved.failureOf(error), name));
    }

    /** Asking again means wanting a new snapshot. */
    private Future<Boolean> anew(String name) {
        subscriptions.unsubscribe(name);
        return subscriptions.subscribe(name);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void refuse(Failure failure, @Nullable String name) {
        send(ServerFrame.error(failure, name));
    }

    private void send(ServerFrame frame) {
        out.send(frame.text(), null);
    }

    @Override
    public boolean full() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void write(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void tooSlow() {
        close(TRY_AGAIN_LATER, "too slow, come back with your positions");
    }

    /** A message over the limit reaches us as an exception and would leave the client hanging. */
    private void closeFor(Throwable error) {
        close(
                MESSAGE_TOO_BIG,
                "a message of at most 64 KiB was expected: " + error.getClass().getSimpleName());
    }
}
