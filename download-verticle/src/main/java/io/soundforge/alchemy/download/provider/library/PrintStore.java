package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fingerprints of a library's files, one file of about 10 kB for each, named after path, size and time of what it is of.
 * Which there are is known from the names alone; in memory they take some 60 bytes each. From any thread.
 */
final class PrintStore {
    private static final Logger LOG = LoggerFactory.getLogger(PrintStore.class);
    private static final int FORMAT = 0x414c4650;
    private static final int FRAME = Integer.BYTES + Long.BYTES;
    private static final String PART = ".part";

    private final Path folder;
    private final Set<Long> kept = ConcurrentHashMap.newKeySet();

    PrintStore(Path folder) {
        this.folder = folder;
    }

    /** Looks at what is there, and removes what was being written when the program ended. */
    void open() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            for (Path file : (Iterable<Path>) all.filter(one -> !Files.isDirectory(one))::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(PART)) {
                    Files.deleteIfExists(file);
                } else if (name.matches("[0-9a-f]{16}")) {
                    kept.add(HexFormat.fromHexDigitsToLong(name));
                }
            }
        }
    }

    int size() {
        return kept.size();
    }

    boolean has(LibraryEntry entry) {
        return kept.contains(key(entry));
    }

    /** Empty if there is none, or one that is damaged, which is as good as none from then on. */
    Optional<Fingerprint> read(LibraryEntry entry) {
        long key = key(entry);
        if (!kept.contains(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parsed(Files.readAllBytes(file(key))));
        } catch (java.nio.channels.ClosedByInterruptException stopped) {
            throw new java.util.concurrent.CancellationException("the reading of a fingerprint was interrupted");
        } catch (IOException e) {
            LOG.warn("a fingerprint of the library is damaged and taken again: {}", e.getMessage());
            kept.remove(key);
            return Optional.empty();
        }
    }

    private static Fingerprint parsed(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        if (bytes.length < FRAME || bytes.length % Integer.BYTES != 0 || all.getInt() != FORMAT) {
            throw new IOException("expected a fingerprint; got " + bytes.length + " other bytes");
        }
        byte[] words = new byte[bytes.length - FRAME];
        all.get(words);
        if (all.getLong() != sum(words)) {
            throw new IOException("expected the checksum " + Long.toHexString(sum(words)));
        }
        return Fingerprint.of(words);
    }

    /** Written beside and moved into place: it is there whole or not at all. */
    void write(LibraryEntry entry, Fingerprint print) throws IOException {
        long key = key(entry);
        Path file = file(key);
        Files.createDirectories(file.getParent());
        byte[] words = print.bytes();
        ByteBuffer all = ByteBuffer.allocate(words.length + FRAME)
                .putInt(FORMAT)
                .put(words)
                .putLong(sum(words));
        Path part = file.resolveSibling(
                file.getFileName() + "." + Thread.currentThread().getId() + PART);
        Files.write(part, all.array());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        kept.add(key);
    }

    /**
     * Removes those of all other files.
     *
     * @return how many
     */
    int keepOnly(Collection<LibraryEntry> entries) throws IOException {
        Set<Long> wanted = entries.stream().map(PrintStore::key).collect(Collectors.toSet());
        List<Long> gone = kept.stream().filter(key -> !wanted.contains(key)).toList();
        for (long key : gone) {
            Files.deleteIfExists(file(key));
            kept.remove(key);
        }
        return gone.size();
    }

    private Path file(long key) {
        String name = HexFormat.of().toHexDigits(key);
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private static long sum(byte[] words) {
        CRC32 sum = new CRC32();
        sum.update(words);
        return sum.getValue();
    }

    private static long key(LibraryEntry entry) {
        try {
            String of = entry.bytes() + "\n" + entry.modified() + "\n" + entry.path();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
