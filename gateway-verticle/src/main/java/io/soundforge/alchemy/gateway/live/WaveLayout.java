package io.soundforge.alchemy.gateway.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Where the bytes of a WAV file of 32-bit floats lie, known before there is any audio (Multimedia Programming Interface
 * and Data Specifications 1.0 with the fact chunk that WAVE_FORMAT_IEEE_FLOAT asks for; RF64 of EBU Tech 3306 where a
 * size does not fit 32 bits). The header is of one length in both forms: what RF64 needs more is a JUNK chunk else.
 *
 * @param sampleRate Hz
 * @param channels 1 or more
 * @param frames 0 or more
 */
record WaveLayout(int sampleRate, int channels, long frames) {
    private static final int FORMAT_IEEE_FLOAT = 3;
    private static final int DS64_BYTES = 28;
    private static final int FORMAT_BYTES = 18;
    private static final int FACT_BYTES = 4;
    private static final int CHUNK_HEAD = 8;

    /** Bytes in front of the first sample. */
    static final int HEADER_BYTES =
            12 + (CHUNK_HEAD + DS64_BYTES) + (CHUNK_HEAD + FORMAT_BYTES) + (CHUNK_HEAD + FACT_BYTES) + CHUNK_HEAD;

    private static final long LARGEST = 0xFFFFFFFFL;
    private static final int IN_DS64 = -1;

    WaveLayout {
        if (sampleRate < 1 || channels < 1 || frames < 0) {
            throw new IllegalArgumentException(
                    "expected a rate, channels and frames; got " + sampleRate + ", " + channels + ", " + frames);
        }
    }

    int frameBytes() {
        return channels * Float.BYTES;
    }

    /** Length of the whole file. */
    long fileBytes() {
        return HEADER_BYTES + dataBytes();
    }

    /** Where a frame begins, in the file. */
    long offsetOf(long frame) {
        return HEADER_BYTES + frame * frameBytes();
    }

    private long dataBytes() {
        return frames * frameBytes();
    }

    private long riffBytes() {
        return fileBytes() - CHUNK_HEAD;
    }

    /** Whether sizes stand in a chunk of their own, because they do not fit 32 bits. */
    boolean rf64() {
        return riffBytes() > LARGEST;
    }

    /** The bytes in front of the first sample. */
    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        put(header, rf64() ? "RF64" : "RIFF", size(riffBytes()));
        name(header, "WAVE");
        putSizes(header);
        putFormat(header);
        put(header, "fact", FACT_BYTES);
        header.putInt(size(frames));
        put(header, "data", size(dataBytes()));
        return header.array();
    }

    private void putSizes(ByteBuffer header) {
        put(header, rf64() ? "ds64" : "JUNK", DS64_BYTES);
        if (rf64()) {
            header.putLong(riffBytes()).putLong(dataBytes()).putLong(frames).putInt(0);
        } else {
            header.position(header.position() + DS64_BYTES);
        }
    }

    private void putFormat(ByteBuffer header) {
        put(header, "fmt ", FORMAT_BYTES);
        header.putShort((short) FORMAT_IEEE_FLOAT).putShort((short) channels);
        header.putInt(sampleRate).putInt(sampleRate * frameBytes());
        header.putShort((short) frameBytes()).putShort((short) Float.SIZE);
        header.putShort((short) 0); // no extension
    }

    private int size(long bytes) {
        return rf64() ? IN_DS64 : (int) bytes;
    }

    private static void put(ByteBuffer header, String name, int size) {
        name(header, name);
        header.putInt(size);
    }

    private static void name(ByteBuffer header, String name) {
        header.put(name.getBytes(StandardCharsets.US_ASCII));
    }
}
