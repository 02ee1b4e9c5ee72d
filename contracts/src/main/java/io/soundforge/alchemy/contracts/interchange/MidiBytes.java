package io.soundforge.alchemy.contracts.interchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers as MIDI files write them: big-endian, or seven bits to the byte. */
final class MidiBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MidiBytes text(String ascii) {
        return bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    MidiBytes bytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    MidiBytes int16(int value) {
        out.write(value >> 8);
        out.write(value);
        return this;
    }

    MidiBytes int32(int value) {
        return int16(value >> 16).int16(value);
    }

    /** A delta time: most significant seven bits first, the high bit set on all but the last byte. */
    MidiBytes variable(long value) {
        int shift = 21;
        while (shift > 0 && value >> shift == 0) {
            shift -= 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(((int) (value >> shift) & 0x7F) | 0x80);
        }
        out.write((int) value & 0x7F);
        return this;
    }

    void chunk(MidiBytes track) {
        byte[] bytes = track.toArray();
        text("MTrk").int32(bytes.length).bytes(bytes);
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
