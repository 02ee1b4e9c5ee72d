package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A {@code .f32} file, see {@link io.soundforge.alchemy.dsp.pcm.F32File}, that is written at any position. */
final class StemFile implements AutoCloseable {
    private static final int FRAME_BYTES = CanonicalAudio.CHANNELS * Float.BYTES;
    private static final int BLOCK_FRAMES = 1 << 15;

    private final FileChannel file;
    private final ByteBuffer block =
            ByteBuffer.allocate(BLOCK_FRAMES * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Creates the file, or empties it. What is not written yet is a hole, where the disk has such. */
    StemFile(Path path) throws IOException {
        this.file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SPARSE);
    }

    void write(long start, float[][] samples, int count) throws IOException {
        for (int done = 0; done < count; done += BLOCK_FRAMES) {
            int frames = Math.min(BLOCK_FRAMES, count - done);
            block.clear();
            for (int i = done; i < done + frames; i++) {
                block.putFloat(samples[0][i]).putFloat(samples[1][i]);
            }
            block.flip();
            long position = (start + done) * FRAME_BYTES;
            while (block.hasRemaining()) {
                file.write(block, position + block.position());
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
