package io.soundforge.alchemy.audio.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** A class-path resource that becomes a file. */
public final class BundledFile {
    private final URL resource;
    private final Checksum checksum;

    private BundledFile(URL resource, Checksum checksum) {
        this.resource = resource;
        this.checksum = checksum;
    }

    /** Looks up its size and checksum, which a jar lists. */
    public static BundledFile of(URL resource) throws IOException {
        return new BundledFile(resource, Checksum.of(resource));
    }

    /** Tells it from other versions: eight hex digits. */
    public String version() {
        return String.format("%08x", checksum.crc());
    }

    /**
     * Makes it a file, unless the very same is there already. The file appears whole or not at all, also when several
     * processes do this at once; only a hard kill leaves something else behind, named {@code .<uuid>.part}.
     *
     * @param file whose folder is created if absent
     */
    public void unpack(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!isIntact(file)) {
            write(file);
        }
    }

    private boolean isIntact(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == checksum.size()
                && Checksum.of(Files.newInputStream(file)).equals(checksum);
    }

    private void write(Path file) throws IOException {
        Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            try (InputStream in = open(resource).getInputStream()) {
                Files.copy(in, part);
            }
            if (!Checksum.of(Files.newInputStream(part)).equals(checksum)) {
                throw new IOException("the bundled file " + file.getFileName() + " was not copied completely");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Without the cache of the class loader's jars, so that closing the stream closes the file. */
    private static URLConnection open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    /** Size and CRC-32: the two that a jar lists, so that the expected ones cost nothing. */
    private record Checksum(long size, long crc) {
        static Checksum of(URL resource) throws IOException {
            URLConnection connection = open(resource);
            if (!(connection instanceof JarURLConnection jar)) {
                return of(connection.getInputStream());
            }
            try (var file = jar.getJarFile()) {
                JarEntry entry = file.getJarEntry(jar.getEntryName());
                return new Checksum(entry.getSize(), entry.getCrc());
            }
        }

        static Checksum of(InputStream content) throws IOException {
            CRC32 crc = new CRC32();
            try (CheckedInputStream in = new CheckedInputStream(content, crc)) {
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    size += count;
                }
                return new Checksum(size, crc.getValue());
            }
        }
    }
}
