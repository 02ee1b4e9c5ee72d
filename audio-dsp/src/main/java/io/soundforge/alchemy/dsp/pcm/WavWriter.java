package io.soundforge.alchemy.dsp.pcm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a RIFF WAVE file in one pass, a block at a time (Microsoft and IBM, <i>Multimedia Programming Interface and
 * Data Specifications 1.0</i>, 1991; Microsoft, <i>New Multimedia Data Types</i>, 1994: formats other than PCM carry an
 * extension size and a fact chunk). No timestamps, no tags: same samples, same bytes.
 */
public final class WavWriter {
    private static final int BLOCK_FRAMES = 1 << 14;
    private static final long MAX_RIFF_BYTES = 0xFFFF_FFFFL;

    private WavWriter() {}

    /** Writes the whole source to a new or emptied file. */
    public static void write(PcmSource source, WavFormat format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(source, format, out);
        }
    }

    /**
     * Writes the whole source; the stream stays open.
     *
     * @throws IllegalArgumentException if the file would be longer than the 4 GiB that a RIFF header can tell
     */
    public static void write(PcmSource source, WavFormat format, OutputStream out) throws IOException {
        out.write(header(source, format));
        float[][] planar = new float[source.channels()][BLOCK_FRAMES];
        byte[] bytes = new byte[BLOCK_FRAMES * source.channels() * format.bytes()];
        ByteBuffer block = littleEndian(bytes);
        for (long start = 0; start < source.frames(); start += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, source.frames() - start);
            source.read(start, planar, 0, count);
            interleave(planar, count, format, block.clear());
            out.write(bytes, 0, block.position());
        }
        if (dataBytes(source, format) % 2 == 1) {
            out.write(0);
        }
    }

    private static void interleave(float[][] planar, int count, WavFormat format, ByteBuffer to) {
        for (int i = 0; i < count; i++) {
            for (float[] channel : planar) {
                format.put(channel[i], to);
            }
        }
    }

    private static byte[] header(PcmSource source, WavFormat format) {
        boolean extended = format == WavFormat.FLOAT32;
        int headerBytes = extended ? 58 : 44;
        long data = dataBytes(source, format);
        long riff = headerBytes - 8 + data + data % 2;
        if (riff > MAX_RIFF_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_RIFF_BYTES + " bytes in a WAV file; got " + riff);
        }
        byte[] bytes = new byte[headerBytes];
        ByteBuffer header = littleEndian(bytes);
        chunk(header, "RIFF", riff).put(ascii("WAVE"));
        format(chunk(header, "fmt ", extended ? 18 : 16), source, format);
        if (extended) {
            header.putShort((short) 0);
            chunk(header, "fact", 4).putInt((int) source.frames());
        }
        chunk(header, "data", data);
        return bytes;
    }

    private static void format(ByteBuffer header, PcmSource source, WavFormat format) {
        int frameBytes = source.channels() * format.bytes();
        header.putShort((short) format.tag())
                .putShort((short) source.channels())
                .putInt(source.sampleRate())
                .putInt(source.sampleRate() * frameBytes)
                .putShort((short) frameBytes)
                .putShort((short) (format.bytes() * 8));
    }

    private static ByteBuffer chunk(ByteBuffer header, String name, long bytes) {
        return header.put(ascii(name)).putInt((int) bytes);
    }

    private static long dataBytes(PcmSource source, WavFormat format) {
        return source.frames() * source.channels() * format.bytes();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
