package io.soundforge.alchemy.audio.inference;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads Protocol Buffers field by field and jumps over what nobody asks for: the shapes of a model of 300 MB cost a few
 * reads. Wire format: https://protobuf.dev/programming-guides/encoding/
 */
final class ProtoReader implements AutoCloseable {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /** Deeper than any graph in a graph; a damaged file must not exhaust the stack. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_TEXT = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer window = ByteBuffer.allocate(1 << 14);
    private long windowStart;
    private int depth;

    ProtoReader(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.window.limit(0);
    }

    /** Told of every field of a message. */
    interface Fields {
        /** A number. */
        default void number(int field, long value) throws IOException {}

        /** A nested message or text of {@code length} bytes; whatever is not read now is jumped over. */
        default void bytes(int field, long length) throws IOException {}
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Reads a message that takes up the next {@code length} bytes. */
    void message(long length, Fields fields) throws IOException {
        long end = position() + length;
        if (length < 0 || end > channel.size() || ++depth > DEEPEST) {
            throw new IOException("not a Protocol Buffers message");
        }
        while (position() < end) {
            long tag = varint();
            field((int) (tag >>> 3), (int) (tag & 7), fields);
        }
        if (position() != end) {
            throw new IOException("a field is longer than its message");
        }
        depth--;
    }

    private void field(int number, int wireType, Fields fields) throws IOException {
        switch (wireType) {
            case VARINT -> fields.number(number, varint());
            case FIXED64 -> jumpTo(position() + Long.BYTES);
            case FIXED32 -> jumpTo(position() + Integer.BYTES);
            case BYTES -> {
                long length = varint();
                long end = position() + length;
                if (length < 0 || end > channel.size()) {
                    throw new EOFException("the file ends within a field");
                }
                fields.bytes(number, length);
                jumpTo(end);
            }
            default -> throw new IOException("unknown wire type " + wireType);
        }
    }

    String text(long length) throws IOException {
        if (length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    private byte next() throws IOException {
        if (!window.hasRemaining()) {
            fill(position());
        }
        return window.get();
    }

    private void fill(long from) throws IOException {
        windowStart = from;
        window.clear();
        if (channel.read(window, from) <= 0) {
            window.limit(0);
            throw new EOFException("the file ends within a message");
        }
        window.flip();
    }

    private long position() {
        return windowStart + window.position();
    }

    private void jumpTo(long target) {
        if (target >= windowStart && target <= windowStart + window.limit()) {
            window.position((int) (target - windowStart));
        } else {
            windowStart = target;
            window.position(0).limit(0);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
