package io.soundforge.alchemy.download.provider.library;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index over restarts. A file that cannot be read is as good as none: the library is read again then. */
final class IndexFile {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final int FORMAT = 0x414c4932;
    private static final int MOST = 10_000_000;

    private final Path file;
    private final String library;

    /** @param library the folder that the index is of; another folder's index is not taken */
    IndexFile(Path file, Path library) {
        this.file = file;
        this.library = library.toString();
    }

    List<LibraryEntry> read() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        CRC32 sum = new CRC32();
        try (DataInputStream in =
                new DataInputStream(new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), sum))) {
            if (in.readInt() != FORMAT || !in.readUTF().equals(library)) {
                return List.of();
            }
            int count = in.readInt();
            List<LibraryEntry> entries = new ArrayList<>(Math.min(Math.max(0, count), MOST));
            for (int i = 0; i < count; i++) {
                entries.add(new LibraryEntry(
                        in.readUTF(),
                        in.readLong(),
                        in.readLong(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readInt(),
                        in.readBoolean()));
            }
            long expected = sum.getValue();
            if (in.readLong() != expected) {
                throw new IOException("expected the checksum " + Long.toHexString(expected));
            }
            return entries;
        } catch (IOException e) {
            LOG.warn("the library's index cannot be read and is made again", e);
            return List.of();
        }
    }

    /** Written beside and moved into place: it is there whole or not at all. */
    void write(List<LibraryEntry> entries) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".part");
        CRC32 sum = new CRC32();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(next), sum)))) {
            out.writeInt(FORMAT);
            out.writeUTF(library);
            out.writeInt(entries.size());
            for (LibraryEntry entry : entries) {
                out.writeUTF(entry.path());
                out.writeLong(entry.modified());
                out.writeLong(entry.bytes());
                out.writeUTF(entry.title());
                out.writeUTF(entry.artist());
                out.writeUTF(entry.album());
                out.writeUTF(entry.isrc());
                out.writeInt(entry.millis());
                out.writeBoolean(entry.tagged());
            }
            out.flush();
            out.writeLong(sum.getValue());
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
