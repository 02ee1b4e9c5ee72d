package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one address, as it looked a moment ago.
 *
 * @param lastUsed milliseconds since the epoch of the file system
 * @param inUse whether a process that seems to live works with it
 */
record ShelfPlace(Path folder, long bytes, long lastUsed, boolean inUse) {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfPlace.class);

    /** Names of files by which a separation says that it works here. */
    static final String USING = ".using";

    private static final Duration UNFINISHED_FOR_GOOD = Duration.ofMinutes(10);

    /** Looks at a folder, and clears what killed processes left unfinished in it. */
    static ShelfPlace look(Path folder, long now, Duration lease) throws IOException {
        long bytes = 0;
        long lastUsed = 0;
        boolean inUse = false;
        for (Path file : files(folder)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                long modified = attributes.lastModifiedTime().toMillis();
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(FileSegmentStore.UNFINISHED) && now - modified > UNFINISHED_FOR_GOOD.toMillis()) {
                    Files.deleteIfExists(file);
                } else {
                    bytes += attributes.size();
                    lastUsed = Math.max(lastUsed, modified);
                    inUse |= name.endsWith(USING) && now - modified <= lease.toMillis();
                }
            } catch (NoSuchFileException e) {
                LOG.trace("{} went away since the listing; it takes no room", file);
            }
        }
        return new ShelfPlace(folder, bytes, lastUsed, inUse);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Deletes it; what another process puts into it meanwhile stays. */
    void reclaim() throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is in use again: then it is not ours to delete", folder);
        }
    }
}
