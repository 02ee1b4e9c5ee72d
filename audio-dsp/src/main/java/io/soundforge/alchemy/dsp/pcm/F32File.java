package io.soundforge.alchemy.dsp.pcm;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file without header: interleaved little-endian 32-bit float samples. Read by position, a block at a time, so memory
 * stays small whatever the length, and lengths beyond 2 GiB are fine. May be read by several threads at once.
 */
public final class F32File implements PcmSource, AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 18;

    private final FileChannel file;
    private final int sampleRate;
    private final int channels;
    private final long frames;

    /**
     * Opens a file for reading.
     *
     * @param sampleRate in Hz; the file does not say
     * @param channels 1 or more; the file does not say
     * @throws IOException if it cannot be opened or does not hold whole frames
     */
    public F32File(Path path, int sampleRate, int channels) throws IOException {
        if (channels < 1) {
            throw new IllegalArgumentException("expected at least 1 channel; got " + channels);
        }
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            this.frames = wholeFrames(file.size(), frameBytes());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static long wholeFrames(long bytes, int frameBytes) throws IOException {
        if (bytes % frameBytes != 0) {
            throw new IOException("expected whole frames of " + frameBytes + " bytes; got " + bytes + " bytes");
        }
        return bytes / frameBytes;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public void read(long start, float[][] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(start, count, frames);
        int blockFrames = Math.max(1, Math.min(count, BLOCK_BYTES / frameBytes()));
        ByteBuffer block = ByteBuffer.allocate(blockFrames * frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += blockFrames) {
            int n = Math.min(blockFrames, count - done);
            block.clear().limit(n * frameBytes());
            fill(block, (start + done) * frameBytes());
            deinterleave(block.flip().asFloatBuffer(), target, offset + done, n);
        }
    }

    private void fill(ByteBuffer block, long position) throws IOException {
        while (block.hasRemaining()) {
            int got = file.read(block, position + block.position());
            if (got < 0) {
                throw new EOFException("expected " + frames + " frames; the file was cut short while it was read");
            }
        }
    }

    private void deinterleave(FloatBuffer block, float[][] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                target[c][offset + i] = block.get(i * channels + c);
            }
        }
    }

    private int frameBytes() {
        return channels * Float.BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
