package io.soundforge.alchemy.audio.export;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip that is written entry by entry. Entries are stored, not compressed: audio hardly shrinks, and sizes then stand in
 * front of the bytes, where every unpacker finds them. Same entries, same bytes: the time is always the same.
 */
final class ExportArchive implements AutoCloseable {
    /** Not the first moment that a zip can tell: Java adds a second, local time to that one. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;

    ExportArchive(Path file) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        zip.setMethod(ZipOutputStream.STORED);
    }

    void add(String name, Path file) throws IOException {
        add(name, () -> Files.newInputStream(file));
    }

    void add(String name, byte[] content) throws IOException {
        add(name, () -> new ByteArrayInputStream(content));
    }

    private void add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(content.open(), crc)) {
            entry.setSize(in.transferTo(OutputStream.nullOutputStream()));
        }
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        try (InputStream in = content.open()) {
            in.transferTo(zip);
        }
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Bytes that can be read twice. */
    @FunctionalInterface
    private interface Content {
        InputStream open() throws IOException;
    }
}
