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
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Segments as files {@code <index>-<stem>.f32} in the folder of their address: planar little-endian float32, then a
 * CRC-32C in eight bytes. A file appears whole or not at all; one that was damaged later (power loss, full disk) fails
 * its check and is computed again. Any number of stores, in any number of processes, may share a folder.
 */
final class FileSegmentStore implements SegmentStore {
    static final String UNFINISHED = ".part";
    private static final int CHECKSUM_BYTES = Long.BYTES;

    private final Path folder;
    private final List<String> rows;
    private final SegmentClaims claims;

    /**
     * The folder is created with the first claim or segment.
     *
     * @param rows the names of the engine's stems
     */
    FileSegmentStore(Path folder, List<String> rows, SegmentClaims claims) {
        this.folder = folder;
        this.rows = List.copyOf(rows);
        this.claims = claims;
    }

    @Override
    public boolean has(int index, int row) {
        return Files.exists(file(index, row));
    }

    @Override
    public boolean load(int index, int row, float[][] samples) throws IOException {
        ByteBuffer bytes = blockFor(samples);
        if (!readWhole(file(index, row), bytes)) {
            return false;
        }
        if (bytes.getLong(bytes.limit() - CHECKSUM_BYTES) != checksum(bytes)) {
            return false;
        }
        FloatBuffer floats = bytes.asFloatBuffer();
        for (float[] channel : samples) {
            floats.get(channel);
        }
        return true;
    }

    @Override
    public void save(int index, int row, float[][] samples) throws IOException {
        ByteBuffer bytes = blockFor(samples);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (float[] channel : samples) {
            floats.put(channel);
        }
        bytes.putLong(bytes.limit() - CHECKSUM_BYTES, checksum(bytes));
        writeWhole(file(index, row), bytes);
    }

    @Override
    public void drop(int index) throws IOException {
        for (int row = 0; row < rows.size(); row++) {
            Files.deleteIfExists(file(index, row));
        }
    }

    @Override
    public boolean claim(int index) throws IOException {
        return claims.claim(index);
    }

    @Override
    public void release(int index) throws IOException {
        claims.release(index);
    }

    private Path file(int index, int row) {
        return folder.resolve(index + "-" + rows.get(row) + ".f32");
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
        Path unfinished = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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

    private static ByteBuffer blockFor(float[][] samples) {
        int size = Math.addExact(Math.multiplyExact(2 * Float.BYTES, samples[0].length), CHECKSUM_BYTES);
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
