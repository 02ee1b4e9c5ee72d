package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The text of a packet, taken apart: {@code <kind>[<attachments>-][<namespace>,][<id>][JSON]}.
 *
 * @param attachments how many binary messages follow
 */
record PacketText(SocketPacket packet, int attachments) {
    /** As in the reference parser, so that nobody can have us wait for many buffers. */
    private static final int MOST_ATTACHMENTS = 10;

    private static final int MOST_ID_DIGITS = 15;

    /**
     * Reads a message.
     *
     * @throws SocketFormatException if it is no packet
     */
    static PacketText parse(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        PacketText read() {
            if (text.isEmpty()) {
                throw new SocketFormatException("expected a packet; got an empty message");
            }
            PacketKind kind = PacketKind.of(text.charAt(at++));
            int attachments = kind.binary() ? attachments() : 0;
            String namespace = namespace();
            Long id = id();
            return new PacketText(new SocketPacket(kind, namespace, id, data(kind)), attachments);
        }

        private int attachments() {
            int dash = text.indexOf('-', at);
            String digits = dash < 0 ? "" : text.substring(at, dash);
            if (!digits.matches("\\d{1,2}") || Integer.parseInt(digits) > MOST_ATTACHMENTS) {
                throw new SocketFormatException(
                        "expected 0 to " + MOST_ATTACHMENTS + " attachments and a dash after a binary kind");
            }
            at = dash + 1;
            return Integer.parseInt(digits);
        }

        private String namespace() {
            if (at >= text.length() || text.charAt(at) != '/') {
                return "/";
            }
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            String namespace = text.substring(at, end);
            at = comma < 0 ? end : end + 1;
            int query = namespace.indexOf('?');
            return query < 0 ? namespace : namespace.substring(0, query);
        }

        private @Nullable Long id() {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at - from > MOST_ID_DIGITS) {
                throw new SocketFormatException("expected an id of at most " + MOST_ID_DIGITS + " digits");
            }
            return at == from ? null : Long.valueOf(text.substring(from, at));
        }

        private @Nullable Object data(PacketKind kind) {
            String json = text.substring(at);
            Object data = json.isEmpty() ? null : decoded(json);
            boolean fits =
                    switch (kind) {
                        case CONNECT -> data == null || data instanceof JsonObject;
                        case DISCONNECT -> data == null;
                        case EVENT, BINARY_EVENT -> data instanceof JsonArray array && isEvent(array);
                        case ACK, BINARY_ACK -> data instanceof JsonArray;
                        case CONNECT_ERROR -> data instanceof String || data instanceof JsonObject;
                    };
            if (!fits) {
                throw new SocketFormatException("the data of a packet of kind " + kind + " has another shape");
            }
            return data;
        }

        private static Object decoded(String json) {
            try {
                return Json.decodeValue(json);
            } catch (DecodeException | NullPointerException e) {
                throw new SocketFormatException("expected JSON after the head of a packet", e);
            }
        }

        private static boolean isEvent(JsonArray array) {
            return !array.isEmpty()
                    && (array.getValue(0) instanceof Number
                            || (array.getValue(0) instanceof String name && !Reserved.contains(name)));
        }
    }
}
