package io.soundforge.alchemy.platform.backup;

import io.soundforge.alchemy.platform.backup.BackupManifest.Entry;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP file that is written from front to back and knows the hash of each entry; of any size (ZIP64). */
final class ArchiveWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final List<Entry> entries = new ArrayList<>();

    private ArchiveWriter(FileChannel channel) {
        this.channel = channel;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    /** What fills an entry. */
    @FunctionalInterface
    interface Content<E extends Exception> {
        void into(OutputStream out) throws IOException, E;
    }

    static ArchiveWriter open(Path file) throws IOException {
        return new ArchiveWriter(FileChannel.open(file, StandardOpenOption.WRITE));
    }

    /** Text is worth packing. */
    <E extends Exception> void text(String name, Content<E> content) throws IOException, E {
        add(name, Deflater.DEFAULT_COMPRESSION, content);
    }

    /** Audio is not. */
    <E extends Exception> void audio(String name, Content<E> content) throws IOException, E {
        add(name, Deflater.NO_COMPRESSION, content);
    }

    private <E extends Exception> void add(String name, int level, Content<E> content) throws IOException, E {
        zip.setLevel(level);
        zip.putNextEntry(new ZipEntry(name));
        HashedOutput hashed = new HashedOutput(zip);
        content.into(hashed);
        zip.closeEntry();
        entries.add(new Entry(name, hashed.bytes, hashed.sha256()));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Ends the archive with its manifest, and returns when it is on the disk. */
    void finish(BackupManifest manifest) throws IOException {
        byte[] json = manifest.json();
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
        zip.write(json);
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Counts and hashes on the way; closing it leaves the archive open. */
    private static final class HashedOutput extends FilterOutputStream {
        private final MessageDigest digest = ArchiveWriter.sha256();
        private long bytes;

        HashedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            digest.update((byte) value);
            bytes++;
        }

        @Override
        public void write(byte[] block, int offset, int length) throws IOException {
            out.write(block, offset, length);
            digest.update(block, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
