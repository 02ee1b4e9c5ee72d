package io.soundforge.alchemy.dsp.pcm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes planar blocks, one after the other, to a file that {@link F32File} reads. One thread at a time. */
public final class F32Writer implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 18;

    private final FileChannel file;
    private final int channels;
    private final ByteBuffer block;
    private long frames;

    /**
     * Creates the file, or empties it.
     *
     * @param channels 1 or more
     */
    public F32Writer(Path path, int channels) throws IOException {
        if (channels < 1) {
            throw new IllegalArgumentException("expected at least 1 channel; got " + channels);
        }
        this.channels = channels;
        int frameBytes = channels * Float.BYTES;
        this.block = ByteBuffer.allocate(Math.max(1, BLOCK_BYTES / frameBytes) * frameBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Frames written so far. */
    public long frames() {
        return frames;
    }

    /**
     * Appends {@code count} frames.
     *
     * @param planar {@code [channel][at least offset + count]}
     */
    public void write(float[][] planar, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, planar[0].length);
        for (int i = offset; i < offset + count; i++) {
            for (int c = 0; c < channels; c++) {
                block.putFloat(planar[c][i]);
            }
            if (!block.hasRemaining()) {
                flush();
            }
        }
        frames += count;
    }

    private void flush() throws IOException {
        block.flip();
        while (block.hasRemaining()) {
            file.write(block);
        }
        block.clear();
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (file.isOpen()) {
                flush();
            }
        }
    }
}
