package io.soundforge.alchemy.websocket.engineio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One packet, immutable: text of any type, or the bytes of a message. Encoded once, however many sessions it goes to.
 */
public final class EnginePacket {
    public static final EnginePacket CLOSE = text(PacketType.CLOSE, "");
    public static final EnginePacket PING = text(PacketType.PING, "");
    public static final EnginePacket NOOP = text(PacketType.NOOP, "");
    static final EnginePacket PROBE_ANSWER = text(PacketType.PONG, "probe");

    private final PacketType type;
    private final String data;
    private final byte @Nullable [] bytes;
    private @Nullable String encoded;
    private volatile byte @Nullable [] frame;

    private EnginePacket(PacketType type, String data, byte @Nullable [] bytes) {
        this.type = type;
        this.data = data;
        this.bytes = bytes;
    }

    public static EnginePacket text(PacketType type, String data) {
        return new EnginePacket(type, data, null);
    }

    public static EnginePacket message(String data) {
        return text(PacketType.MESSAGE, data);
    }

    /** A binary message; the array is not copied and must not change. */
    public static EnginePacket message(byte[] bytes) {
        return new EnginePacket(PacketType.MESSAGE, "", bytes);
    }

    public PacketType type() {
        return type;
    }

    /** What follows the type; empty for a binary message. */
    public String data() {
        return data;
    }

    /** The bytes of a binary message, not a copy; null for text. */
    public byte @Nullable [] bytes() {
        return bytes;
    }

    /** Type and data of a text packet: what a WebSocket frame holds. */
    public String text() {
        String known = encoded;
        if (known == null) {
            known = type.digit() + data;
            encoded = known;
        }
        return known;
    }

    /** The whole WebSocket frame that carries the packet to a client; not a copy, and must not change. */
    public byte[] frame() {
        byte[] known = frame;
        if (known == null) {
            known = bytes == null ? FrameBytes.text(text().getBytes(StandardCharsets.UTF_8)) : FrameBytes.binary(bytes);
            frame = known;
        }
        return known;
    }

    /** The packet inside a polling payload: bytes become {@code b} and base64. */
    String inPayload() {
        return bytes == null ? text() : "b" + Base64.getEncoder().encodeToString(bytes);
    }

    /** How much of a payload it takes, in characters or bytes. */
    int size() {
        return bytes == null ? data.length() + 1 : (bytes.length + 2) / 3 * 4 + 1;
    }

    /**
     * Reads a text frame or a text packet of a payload.
     *
     * @throws EngineFormatException if it is empty or of no known type
     */
    public static EnginePacket parse(String text) {
        if (text.isEmpty()) {
            throw new EngineFormatException("expected a packet; got an empty text");
        }
        return text(PacketType.of(text.charAt(0)), text.substring(1));
    }

    @Override
    public String toString() {
        return bytes == null ? text() : bytes.length + " bytes";
    }
}
