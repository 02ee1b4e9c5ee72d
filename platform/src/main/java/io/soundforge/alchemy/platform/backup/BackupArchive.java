package io.soundforge.alchemy.platform.backup;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.backup.BackupManifest.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that was read once from end to end and is what it says it is. */
public final class BackupArchive implements AutoCloseable {
    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupArchive(ZipFile zip, BackupManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a backup and proves every entry's hash.
     *
     * @throws AlchemyException NOT_FOUND; INVALID_REQUEST if it is damaged, incomplete or no backup; CONFLICT if a newer
     *     release wrote it in another format
     */
    public static BackupArchive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "There is no file " + file + ".");
        }
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                BackupArchive archive = new BackupArchive(zip, manifest(zip));
                archive.verify();
                return archive;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw damaged(file.getFileName() + " is damaged or no backup: " + e.getMessage());
        }
    }

    private static BackupManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null) {
            throw new ZipException("it has no " + BackupManifest.NAME);
        }
        byte[] json;
        try (InputStream bytes = zip.getInputStream(entry)) {
            json = bytes.readAllBytes();
        }
        CRC32 crc = new CRC32();
        crc.update(json);
        if (crc.getValue() != entry.getCrc()) {
            throw new ZipException("its " + BackupManifest.NAME + " is not what was written");
        }
        BackupManifest manifest = BackupManifest.of(json);
        if (manifest.format() != BackupManifest.FORMAT) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The backup has format " + manifest.format() + ", written by release " + manifest.program()
                            + "; this release reads " + BackupManifest.FORMAT + ".");
        }
        return manifest;
    }

    private void verify() throws IOException {
        Set<String> names = new HashSet<>();
        for (Entry entry : manifest.entries()) {
            if (!names.add(entry.name())) {
                throw new ZipException("it lists " + entry.name() + " twice");
            }
            verify(entry);
        }
        if (zip.size() != names.size() + 1) {
            throw new ZipException("it holds " + zip.size() + " entries and lists " + (names.size() + 1));
        }
        for (BackupManifest.Table table : manifest.tables()) {
            if (!names.contains(table.entryName())) {
                throw new ZipException("the rows of " + table.name() + " are missing");
            }
        }
    }

    private void verify(Entry entry) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        long bytes;
        try (InputStream content = new DigestInputStream(content(entry.name()), digest)) {
            bytes = content.transferTo(OutputStream.nullOutputStream());
        }
        if (bytes != entry.bytes() || !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw new ZipException(entry.name() + " is not what was written");
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    /** What is inside, in figures. */
    public BackupSummary summary() {
        return manifest.summary(List.of());
    }

    InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException(name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    private static AlchemyException damaged(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be closed", e);
        }
    }
}
