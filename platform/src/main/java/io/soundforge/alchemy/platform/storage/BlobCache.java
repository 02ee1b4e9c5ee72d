package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.platform.storage.object.ObjectFacts;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of remote blobs on this node's disk: {@code files/<key>}, and {@code incoming/<name>} while they come. What was
 * not asked for longest goes first when there are too many bytes. A file that was given out lately stays whatever the
 * budget says, because its reader has only a path. All calls block. The folder belongs to one process.
 */
final class BlobCache {
    private static final Logger log = LoggerFactory.getLogger(BlobCache.class);

    private final Path files;
    private final Path incoming;
    private final long budget;
    private final Duration hold;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true); // in order of access
    private long bytes;
    private boolean scanned;

    /**
     * A file that is here.
     *
     * @param verified when the store last said that these are its bytes
     */
    record Hit(Path file, ObjectFacts facts, Instant verified) {}

    private record Entry(ObjectFacts facts, Instant verified, Instant given) {}

    /**
     * @param budget bytes to keep; more while more is in use
     * @param hold how long a file that was given out counts as in use
     */
    BlobCache(Path folder, long budget, Duration hold, InstantSource clock) {
        this.files = folder.resolve("files");
        this.incoming = folder.resolve("incoming");
        this.budget = budget;
        this.hold = hold;
        this.clock = clock;
    }

    /** The file of a key, which from now on counts as in use. */
    synchronized Optional<Hit> find(String key) throws IOException {
        scan();
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        Path file = files.resolve(key);
        if (!Files.isRegularFile(file) || Files.size(file) != entry.facts().bytes()) {
            forget(key);
            return Optional.empty();
        }
        Instant now = clock.instant();
        entries.put(key, new Entry(entry.facts(), entry.verified(), now));
        Files.setLastModifiedTime(file, FileTime.from(now));
        return Optional.of(new Hit(file, entry.facts(), entry.verified()));
    }

    /** Notes that the store still has these bytes under the key. */
    synchronized void verified(String key, ObjectFacts facts) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entries.put(key, new Entry(facts, clock.instant(), entry.given()));
        }
    }

    /** A path for a file that comes, on the same disk. */
    synchronized Path incoming() throws IOException {
        scan();
        return Files.createDirectories(incoming).resolve(UUID.randomUUID().toString());
    }

    /** Moves a whole file into its place. */
    synchronized Path put(String key, Path file, ObjectFacts facts) throws IOException {
        scan();
        Path target = files.resolve(key);
        Path here = onThisDisk(file);
        forget(key);
        Files.createDirectories(target.getParent());
        Files.move(here, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(file);
        Instant now = clock.instant();
        Files.setLastModifiedTime(target, FileTime.from(now));
        entries.put(key, new Entry(facts, now, now));
        bytes += facts.bytes();
        evict(now);
        return target;
    }

    private Path onThisDisk(Path file) throws IOException {
        Path here = Files.createDirectories(incoming).resolve(UUID.randomUUID().toString());
        try {
            return Files.move(file, here, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            return Files.copy(file, here);
        }
    }

    /** The same bytes under another key, if they are here. */
    synchronized void duplicate(String key, String copy) throws IOException {
        Optional<Hit> hit = find(key);
        if (hit.isPresent()) {
            Path link = incoming();
            LocalBlobStore.linkOrCopy(hit.get().file(), link);
            put(copy, link, hit.get().facts());
        }
    }

    /** Deletes the file of a key and all below. */
    synchronized void drop(String key) throws IOException {
        scan();
        List<String> names = new ArrayList<>(entries.keySet());
        names.stream()
                .filter(name -> name.equals(key) || name.startsWith(key + "/"))
                .forEach(this::forget);
        FileTree.delete(files.resolve(key));
    }

    synchronized long bytes() throws IOException {
        scan();
        return bytes;
    }

    private void forget(String key) {
        Entry entry = entries.remove(key);
        bytes -= entry == null ? 0 : entry.facts().bytes();
    }

    private void evict(Instant now) throws IOException {
        Instant limit = now.minus(hold);
        Iterator<Map.Entry<String, Entry>> eldest = entries.entrySet().iterator();
        while (bytes > budget && eldest.hasNext()) {
            Map.Entry<String, Entry> each = eldest.next();
            if (each.getValue().given().isBefore(limit)) {
                Files.deleteIfExists(files.resolve(each.getKey()));
                bytes -= each.getValue().facts().bytes();
                eldest.remove();
            }
        }
        if (bytes > budget) {
            log.info("the storage's cache holds {} bytes in use, its budget is {}", bytes, budget);
        }
    }

    /** What an earlier process left: whole files are of use once the store has confirmed them, the others are not. */
    private void scan() throws IOException {
        if (scanned) {
            return;
        }
        FileTree.delete(incoming);
        Files.createDirectories(files);
        List<Path> found = new ArrayList<>();
        FileTree.forEachFile(files, found::add);
        List<Found> byAge = new ArrayList<>();
        for (Path file : found) {
            byAge.add(new Found(file, Files.getLastModifiedTime(file), Files.size(file)));
        }
        try (Stream<Found> sorted = byAge.stream().sorted((a, b) -> a.used().compareTo(b.used()))) {
            sorted.forEach(each -> {
                String key = files.relativize(each.file()).toString().replace(java.io.File.separatorChar, '/');
                entries.put(key, new Entry(new ObjectFacts(each.bytes(), "", null), Instant.EPOCH, Instant.EPOCH));
                bytes += each.bytes();
            });
        }
        scanned = true;
        evict(clock.instant());
    }

    private record Found(Path file, FileTime used, long bytes) {}
}
