package io.soundforge.alchemy.platform.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/**
 * Records between nodes: a byte with the version of this form, the type's name and the JSON, each string as its length
 * in bytes (int32, big endian) and UTF-8. Within a node the record itself is passed, as it cannot change.
 */
final class RecordCodec implements MessageCodec<Record, Object> {
    static final String NAME = "alchemy.record";

    private static final byte VERSION = 1;
    private static final String HOME = "io.soundforge.alchemy.contracts.";

    /** Makes the codec known to this Vert.x; more than once is fine. */
    static void register(Vertx vertx) {
        try {
            vertx.eventBus().registerCodec(new RecordCodec());
        } catch (IllegalStateException alreadyThere) {
            // Every Bus asks for it, the first one registers it: there is no way to look whether it is there.
            return;
        }
    }

    /** {@code job.WorkAvailable}: the class name below contracts; full for types from elsewhere. */
    static String nameOf(Class<?> type) {
        String name = type.getName();
        return name.startsWith(HOME) ? name.substring(HOME.length()) : name;
    }

    @Override
    public void encodeToWire(Buffer buffer, Record record) {
        buffer.appendByte(VERSION);
        appendText(buffer, nameOf(record.getClass()));
        appendText(buffer, WireJson.write(record));
    }

    @Override
    public Object decodeFromWire(int start, Buffer buffer) {
        byte version = buffer.getByte(start);
        if (version != VERSION) {
            throw new IllegalArgumentException("expected a message of form " + VERSION + ", got " + version);
        }
        int nameLength = buffer.getInt(start + 1);
        int nameEnd = start + 5 + nameLength;
        int jsonLength = buffer.getInt(nameEnd);
        return new WireRecord(
                buffer.getString(start + 5, nameEnd), buffer.getString(nameEnd + 4, nameEnd + 4 + jsonLength));
    }

    @Override
    public Object transform(Record record) {
        return record;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    private static void appendText(Buffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.appendInt(bytes.length).appendBytes(bytes);
    }
}
