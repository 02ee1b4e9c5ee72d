package io.soundforge.alchemy.download;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A WAV file made of a sine, 16-bit stereo at 44.1 kHz, with an INFO list for its tags. */
public final class TaggedWav {
    private static final int RATE = 44_100;

    private final Map<String, String> info = new LinkedHashMap<>();
    private final double seconds;
    private byte[] id3 = new byte[0];

    public TaggedWav(double seconds) {
        this.seconds = seconds;
    }

    public TaggedWav title(String text) {
        info.put("INAM", text);
        return this;
    }

    public TaggedWav artist(String text) {
        info.put("IART", text);
        return this;
    }

    TaggedWav album(String text) {
        info.put("IPRD", text);
        return this;
    }

    /** In an ID3v2.3 tag, as an APIC frame (<a href="https://id3.org/id3v2.3.0">ID3v2.3</a>, 4.15). */
    TaggedWav picture(byte[] png) {
        byte[] frame = concat(ascii("\0image/png\0"), new byte[] {3, 0}, png);
        byte[] apic = concat(ascii("APIC"), bigEndian(frame.length), new byte[2], frame);
        int length = apic.length;
        byte[] size = {
            (byte) (length >> 21 & 127), (byte) (length >> 14 & 127), (byte) (length >> 7 & 127), (byte) (length & 127)
        };
        id3 = chunk("ID3 ", concat(ascii("ID3"), new byte[] {3, 0, 0}, size, apic));
        return this;
    }

    private static byte[] bigEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    public byte[] bytes() {
        byte[] body = concat(chunk("fmt ", format()), list(), id3, chunk("data", samples()));
        return chunk("RIFF", concat(ascii("WAVE"), body));
    }

    private static byte[] format() {
        byte[] out = new byte[16];
        ByteBuffer.wrap(out)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(RATE)
                .putInt(RATE * 4)
                .putShort((short) 4)
                .putShort((short) 16);
        return out;
    }

    private byte[] list() {
        byte[] entries = new byte[0];
        for (Map.Entry<String, String> entry : info.entrySet()) {
            entries = concat(entries, chunk(entry.getKey(), ascii(entry.getValue() + "\0")));
        }
        return info.isEmpty() ? entries : chunk("LIST", concat(ascii("INFO"), entries));
    }

    private byte[] samples() {
        int frames = (int) Math.round(seconds * RATE);
        byte[] out = new byte[frames * 4];
        ByteBuffer samples = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < frames; n++) {
            short sample = (short) (16_384 * Math.sin(2 * Math.PI * 440 * n / RATE));
            samples.putShort(sample).putShort(sample);
        }
        return out;
    }

    /** Padded to an even length, as RIFF wants it. */
    private static byte[] chunk(String id, byte[] content) {
        int padded = content.length + (content.length & 1);
        byte[] out = new byte[8 + padded];
        ByteBuffer.wrap(out)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(id))
                .putInt(content.length)
                .put(content);
        return out;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
