package io.soundforge.alchemy.websocket.engineio;

import io.soundforge.alchemy.websocket.queue.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's session, whatever carries it: polling first and a WebSocket later, or a WebSocket from the start. All
 * calls come one after the other; {@code now} is in milliseconds of a clock that never goes back. Whoever drives it
 * calls {@link #tick} when {@link #deadline()} is reached.
 */
public final class EngineSession {
    /** With news of a topic counted once, only who has stopped to read gets there. */
    private static final int MOST_WAITING = 8192;

    private final String id;
    private final EngineSettings settings;
    private final Outbox<EnginePacket> outbox;
    private final Heartbeat heartbeat;
    private @Nullable SessionListener listener;
    private @Nullable Poll poll;
    private @Nullable Wire wire;
    private @Nullable Upgrade upgrade;
    private boolean posting;
    private boolean closed;

    private EngineSession(String id, EngineSettings settings, @Nullable Wire wire, long now) {
        this.id = id;
        this.settings = settings;
        this.wire = wire;
        this.outbox = new Outbox<>(settings.maxQueued(), MOST_WAITING);
        this.heartbeat = new Heartbeat(settings, now);
    }

    /** A session over polling; the handshake answers the GET that asked for it. */
    public static EngineSession polling(String id, EngineSettings settings, long now) {
        EngineSession session = new EngineSession(id, settings, null, now);
        session.queue(settings.handshake(id, true), null);
        return session;
    }

    /** A session over a WebSocket; the handshake is sent at once. */
    public static EngineSession overWire(String id, EngineSettings settings, Wire wire, long now) {
        EngineSession session = new EngineSession(id, settings, wire, now);
        wire.send(settings.handshake(id, false));
        return session;
    }

    /** To be called once, before anything is received. */
    public void listenWith(SessionListener listener) {
        this.listener = listener;
    }

    public String id() {
        return id;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Bytes that wait for the client to take them. */
    public int waitingBytes() {
        return outbox.bytes();
    }

    /** Whether a WebSocket carries the session, for good. */
    public boolean upgraded() {
        return wire != null;
    }

    /** Queues a message. */
    public void send(EnginePacket packet) {
        send(packet, null);
    }

    /**
     * Queues a message that makes an older one of the same topic worthless, if that still waits.
     *
     * @param topic null if every message counts
     */
    public void send(EnginePacket packet, @Nullable Object topic) {
        if (closed) {
            return;
        }
        Wire direct = wire;
        if (direct != null && outbox.isEmpty() && !direct.full()) {
            direct.send(packet);
            return;
        }
        if (!queue(packet, topic)) {
            end(CloseReason.TOO_SLOW);
            return;
        }
        flush();
    }

    private boolean queue(EnginePacket packet, @Nullable Object topic) {
        return outbox.offer(packet, packet.size(), topic);
    }

    /** A GET came. */
    public void poll(Poll request) {
        if (wire != null) {
            request.refuse(EngineRefusal.BAD_REQUEST);
            return;
        }
        Poll first = poll;
        if (first != null) {
            poll = null;
            first.answer(List.of(EnginePacket.CLOSE));
            request.refuse(EngineRefusal.BAD_REQUEST);
            end(CloseReason.TRANSPORT_ERROR);
            return;
        }
        poll = request;
        flush();
    }

    /** The connection of a GET broke before it was answered. */
    public void pollAborted(Poll request) {
        if (poll == request) {
            poll = null;
            end(CloseReason.TRANSPORT_ERROR);
        }
    }

    /** The connection of a GET broke somewhere else, and its answer with it. */
    public void pollAborted() {
        if (wire == null) {
            poll = null;
            end(CloseReason.TRANSPORT_ERROR);
        }
    }

    /** Who sent a GET does not wait any more, and will send another. */
    public void withdraw(Poll request) {
        if (poll == request) {
            poll = null;
        }
    }

    /** A POST begins; false if it must be refused, because another is not finished or a WebSocket has taken over. */
    public boolean beginPost() {
        if (wire != null) {
            return false;
        }
        if (posting) {
            end(CloseReason.TRANSPORT_ERROR);
            return false;
        }
        posting = true;
        return true;
    }

    /**
     * The body of a POST is there, or never will be.
     *
     * @param packets null for a body that could not be read
     */
    public void endPost(@Nullable List<EnginePacket> packets, long now) {
        posting = false;
        if (packets == null) {
            end(CloseReason.PARSE_ERROR);
            return;
        }
        for (EnginePacket packet : packets) {
            receive(packet, now);
        }
    }

    /** A WebSocket came for this session; false if it must be closed, because there is one already. */
    public boolean probe(Wire candidate, long now) {
        if (closed || wire != null || upgrade != null) {
            return false;
        }
        upgrade = new Upgrade(candidate, now + settings.upgradeTimeout());
        return true;
    }

    /** A packet came over a WebSocket: the session's own, or one that wants to be. */
    public void received(Wire from, EnginePacket packet, long now) {
        if (from == wire) {
            receive(packet, now);
        } else if (upgrade != null && upgrade.is(from)) {
            changeOver(upgrade, packet, now);
        }
    }

    /** A WebSocket is gone, or what came over it was no packet. */
    public void lost(Wire which, CloseReason reason) {
        if (which == wire) {
            end(reason);
        } else if (upgrade != null && upgrade.is(which)) {
            giveUp(upgrade);
        }
    }

    /** The WebSocket takes more again. */
    public void drained() {
        flush();
    }

    /** Lets the client go; it may come back. */
    public void close() {
        end(CloseReason.FORCED_CLOSE);
    }

    /** Does what is due. */
    public void tick(long now) {
        if (closed) {
            return;
        }
        switch (heartbeat.tick(now)) {
            case PING -> send(EnginePacket.PING);
            case GIVE_UP -> end(CloseReason.PING_TIMEOUT);
            case NOTHING -> {}
        }
        if (!closed) {
            listener().tick(now);
        }
        Upgrade under = upgrade;
        if (under != null && under.timedOut(now)) {
            giveUp(under);
        } else if (under != null && poll != null && under.releasesPoll(now)) {
            answer(List.of(EnginePacket.NOOP));
        }
    }

    /** When {@link #tick} is to be called next; changes with every call. */
    public long deadline() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        long next = Math.min(heartbeat.deadline(), listener().deadline());
        return upgrade == null ? next : Math.min(next, upgrade.deadline(poll != null));
    }

    private void receive(EnginePacket packet, long now) {
        if (closed) {
            return;
        }
        switch (packet.type()) {
            case MESSAGE -> listener().message(packet);
            case PONG -> heartbeat.pong(now);
            case CLOSE -> {
                if (poll != null) {
                    answer(List.of(EnginePacket.NOOP));
                }
                end(CloseReason.TRANSPORT_CLOSE);
            }
            // Only the server opens, pings and changes over; a client that does speaks another protocol.
            case OPEN, PING, UPGRADE -> end(CloseReason.PARSE_ERROR);
            case NOOP -> {}
        }
    }

    private void changeOver(Upgrade under, EnginePacket packet, long now) {
        if (packet.type() == PacketType.PING && packet.data().equals("probe")) {
            under.probe(now);
        } else if (packet.type() == PacketType.UPGRADE && under.probed()) {
            upgrade = null;
            wire = under.wire();
            Poll waiting = poll;
            poll = null;
            if (waiting != null) {
                waiting.refuse(EngineRefusal.BAD_REQUEST);
            }
            flush();
        } else {
            giveUp(under);
        }
    }

    private void giveUp(Upgrade under) {
        upgrade = null;
        under.wire().close();
    }

    private void flush() {
        Wire direct = wire;
        if (direct != null) {
            while (!closed && !direct.full() && !outbox.isEmpty()) {
                direct.send(outbox.take());
            }
        } else if (poll != null && !outbox.isEmpty()) {
            answer(outbox.take(settings.maxPayload()));
        }
    }

    private void answer(List<EnginePacket> packets) {
        Poll waiting = poll;
        poll = null;
        if (waiting != null) {
            waiting.answer(packets);
        }
    }

    private void end(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        // The connection may stand for seconds yet, until the client has been told.
        outbox.clear();
        answer(List.of(EnginePacket.CLOSE));
        if (upgrade != null) {
            giveUp(upgrade);
        }
        if (wire != null && reason == CloseReason.TOO_SLOW) {
            wire.closeAsTooSlow();
        } else if (wire != null) {
            wire.close();
        }
        listener().closed(reason);
    }

    private SessionListener listener() {
        if (listener == null) {
            throw new IllegalStateException("nobody listens to session " + id);
        }
        return listener;
    }
}
