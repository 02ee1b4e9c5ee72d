package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through a library, or a folder of it, and brings an index up to date: only what is new or has changed is read, and
 * what is gone is forgotten at the end. Links are not followed.
 */
final class LibraryScan extends SimpleFileVisitor<Path> {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryScan.class);
    private static final Set<String> AUDIO = Set.of(
            "mp3", "flac", "wav", "ogg", "oga", "opus", "m4a", "m4b", "mp4", "aac", "aif", "aiff", "aifc", "wma", "mka",
            "webm", "w64", "caf");

    private final Path root;
    private final LibraryIndex index;
    private final FileTags tags;
    private final Found found;
    private final int most;
    private final Set<String> seen = new HashSet<>();
    private int read;

    private LibraryScan(Path root, LibraryIndex index, FileTags tags, Found found, int most) {
        this.root = root;
        this.index = index;
        this.tags = tags;
        this.found = found;
        this.most = most;
    }

    /** Whoever wants to know of what a walk meets. */
    interface Found {
        /** Before the files of a folder are looked at. */
        void folder(Path folder);

        /** Whether a file that is new or has changed may be read now; who refuses it takes care of it later. */
        boolean ready(Path file, BasicFileAttributes attributes);

        /** After a file was read into the index. */
        void read();
    }

    /**
     * What a walk did.
     *
     * @param present files of audio that are there
     * @param read files whose tags were read, because they were new or had changed
     * @param gone files that are not there any more
     */
    record Result(int present, int read, int gone) {
        boolean changed() {
            return read > 0 || gone > 0;
        }
    }

    /**
     * Walks through a folder.
     *
     * @param start the library's folder or one in it
     * @param most files beyond this number are left out
     * @throws CancellationException if the thread is interrupted; what was read until then is in the index
     */
    static Result of(Path root, Path start, LibraryIndex index, FileTags tags, Found found, int most)
            throws IOException {
        LibraryScan scan = new LibraryScan(root, index, tags, found, most);
        Files.walkFileTree(start, scan);
        String folder = start.equals(root) ? "" : path(root, start) + "/";
        List<String> gone = index.entries().stream()
                .map(LibraryEntry::path)
                .filter(path -> path.startsWith(folder) && !scan.seen.contains(path))
                .toList();
        gone.forEach(index::remove);
        return new Result(scan.seen.size(), scan.read, gone.size());
    }

    /** How a file is named in the index. */
    static String path(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static boolean isAudio(Path file) {
        return AUDIO.contains(FileTags.ending(String.valueOf(file.getFileName())));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        found.folder(folder);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the walk through the library was interrupted");
        }
        if (!attributes.isRegularFile() || !isAudio(file) || attributes.size() == 0) {
            return FileVisitResult.CONTINUE;
        }
        if (seen.size() >= most) {
            LOG.warn("the library has more than {} files; the rest is left out", most);
            return FileVisitResult.TERMINATE;
        }
        String path = path(root, file);
        seen.add(path);
        long modified = attributes.lastModifiedTime().toMillis();
        LibraryEntry known = index.at(path);
        if ((known == null || !known.unchanged(modified, attributes.size())) && found.ready(file, attributes)) {
            index.put(tags.read(file, path, modified, attributes.size()));
            read++;
            found.read();
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        LOG.debug("a file of the library cannot be looked at", e);
        return FileVisitResult.CONTINUE;
    }

    /** A folder that becomes unreadable midway ends nothing but itself. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e) {
        if (e != null) {
            LOG.debug("a folder of the library cannot be looked through", e);
        }
        return FileVisitResult.CONTINUE;
    }
}
