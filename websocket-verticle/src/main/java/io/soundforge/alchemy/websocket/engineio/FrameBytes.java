package io.soundforge.alchemy.websocket.engineio;

import java.nio.ByteBuffer;

/** The bytes of a final, unmasked WebSocket frame (RFC 6455, section 5.2): the same for every client. */
final class FrameBytes {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int HEAD = 2;
    private static final int SHORT_LENGTHS_END = 126;
    private static final int MEDIUM_LENGTHS_END = 1 << 16;
    private static final int MEDIUM_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    private FrameBytes() {}

    static byte[] text(byte[] utf8) {
        return frame(FINAL_TEXT, utf8);
    }

    static byte[] binary(byte[] payload) {
        return frame(FINAL_BINARY, payload);
    }

    private static byte[] frame(int kind, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame =
                ByteBuffer.allocate(HEAD + moreForLength(length) + length).put((byte) kind);
        if (length < SHORT_LENGTHS_END) {
            frame.put((byte) length);
        } else if (length < MEDIUM_LENGTHS_END) {
            frame.put((byte) MEDIUM_FOLLOWS).putShort((short) length);
        } else {
            frame.put((byte) LONG_FOLLOWS).putLong(length);
        }
        return frame.put(payload).array();
    }

    private static int moreForLength(int length) {
        if (length < SHORT_LENGTHS_END) {
            return 0;
        }
        return length < MEDIUM_LENGTHS_END ? Short.BYTES : Long.BYTES;
    }
}
