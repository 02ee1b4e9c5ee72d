package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.dsp.separation.SegmentStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Segments as files {@code <index>.f32} in a folder of their own: planar little-endian float32, stem by stem, then a
 * CRC-32C in eight bytes. A file appears whole or not at all; one that was damaged later (power loss, full disk) fails
 * its check and is computed again. Several stores may share a folder; one store serves one thread.
 */
final class FileSegmentStore implements SegmentStore {
    private static final int CHECKSUM_BYTES = Long.BYTES;

    private final Path folder;
    private ByteBuffer block = ByteBuffer.allocate(0);

    /** The folder is created with the first segment. */
    FileSegmentStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean load(int index, float[][][] stems) throws IOException {
        ByteBuffer bytes = blockFor(stems);
        if (!readWhole(file(index), bytes)) {
            return false;
        }
        long stored = bytes.getLong(bytes.limit() - CHECKSUM_BYTES);
        if (stored != checksum(bytes)) {
            return false;
        }
        FloatBuffer samples = bytes.asFloatBuffer();
        for (float[][] stem : stems) {
            for (float[] channel : stem) {
                samples.get(channel);
            }
        }
        return true;
    }

    @Override
    public void save(int index, float[][][] stems) throws IOException {
        ByteBuffer bytes = blockFor(stems);
        FloatBuffer samples = bytes.asFloatBuffer();
        for (float[][] stem : stems) {
            for (float[] channel : stem) {
                samples.put(channel);
            }
        }
        bytes.putLong(bytes.limit() - CHECKSUM_BYTES, checksum(bytes));
        writeWhole(file(index), bytes);
    }

    private Path file(int index) {
        return folder.resolve(index + ".f32");
    }

    private static boolean readWhole(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != bytes.limit()) {
                return false;
            }
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    return false;
                }
            }
            bytes.rewind();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void writeWhole(Path file, ByteBuffer bytes) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().rewind().limit(bytes.limit() - CHECKSUM_BYTES));
        return checksum.getValue();
    }

    /** Memory for one segment, reused; ready to be filled from the beginning. */
    private ByteBuffer blockFor(float[][][] stems) {
        int samples = 0;
        for (float[][] stem : stems) {
            for (float[] channel : stem) {
                samples = Math.addExact(samples, channel.length);
            }
        }
        int size = Math.addExact(Math.multiplyExact(samples, Float.BYTES), CHECKSUM_BYTES);
        if (block.capacity() < size) {
            block = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }
        return block.clear().limit(size);
    }
}
