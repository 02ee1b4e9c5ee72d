package io.soundforge.alchemy.websocket.socketio;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.SessionListener;
import io.soundforge.alchemy.websocket.socketio.SocketHandler.Departure;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client's connection and the namespaces that it has joined over it. */
public final class SocketConnection implements SessionListener {
    private static final int MOST_NAMESPACES = 16;

    private final EngineSession session;
    private final Map<String, Namespace> namespaces;
    private final Handshake.Origin origin;
    private final Supplier<String> ids;
    private final PacketReader reader = new PacketReader();
    private final Map<String, Member> members = new HashMap<>();
    private long connectDeadline;

    /**
     * A connection that has joined nothing.
     *
     * @param namespaces by name
     * @param ids fresh ones for sockets
     * @param connectDeadline when the client must have joined a namespace
     */
    public SocketConnection(
            EngineSession session,
            Map<String, Namespace> namespaces,
            Handshake.Origin origin,
            Supplier<String> ids,
            long connectDeadline) {
        this.session = session;
        this.namespaces = namespaces;
        this.origin = origin;
        this.ids = ids;
        this.connectDeadline = connectDeadline;
    }

    @Override
    public void message(EnginePacket message) {
        try {
            reader.read(message).ifPresent(this::receive);
        } catch (SocketFormatException e) {
            session.close();
        }
    }

    private void receive(SocketPacket packet) {
        if (packet.kind() == PacketKind.CONNECT) {
            connect(packet);
            return;
        }
        Member member = members.get(packet.namespace());
        if (member == null || packet.kind() == PacketKind.CONNECT_ERROR) {
            throw new SocketFormatException("a client that has not joined may only join");
        }
        if (packet.kind() == PacketKind.DISCONNECT) {
            members.remove(packet.namespace());
            member.leave(Departure.LEFT);
        } else {
            member.receive(packet);
        }
    }

    private void connect(SocketPacket packet) {
        String name = packet.namespace();
        if (members.containsKey(name) || members.size() >= MOST_NAMESPACES) {
            throw new SocketFormatException("a client joins a namespace once, and at most " + MOST_NAMESPACES);
        }
        Namespace namespace = namespaces.get(name);
        if (namespace == null) {
            send(new SocketPacket(
                    PacketKind.CONNECT_ERROR, name, null, new JsonObject().put("message", "Invalid namespace")));
            return;
        }
        connectDeadline = Long.MAX_VALUE;
        Member member = new Member(this, name);
        members.put(name, member);
        JsonObject auth = packet.data() instanceof JsonObject object ? object : new JsonObject();
        namespace.join(new Handshake(name, auth, origin), member);
    }

    @Override
    public long deadline() {
        return connectDeadline;
    }

    @Override
    public void tick(long now) {
        if (now >= connectDeadline) {
            session.close();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        List<Member> left = List.copyOf(members.values());
        members.clear();
        left.forEach(member -> member.leave(Departure.CUT_OFF));
    }

    /** Whether a member is still one: it may have left while its admission was decided. */
    boolean has(Member member) {
        return members.get(member.namespace()) == member;
    }

    void forget(Member member) {
        members.remove(member.namespace(), member);
    }

    String freshId() {
        return ids.get();
    }

    void send(SocketPacket packet) {
        PacketWriter.write(packet).forEach(session::send);
    }

    void send(EnginePacket message, @Nullable Object topic) {
        session.send(message, topic);
    }
}
