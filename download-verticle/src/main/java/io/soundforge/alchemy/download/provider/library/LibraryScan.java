package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks through a library and reads what is new or has changed since the last walk. Links are not followed. */
final class LibraryScan extends SimpleFileVisitor<Path> {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryScan.class);
    private static final Set<String> AUDIO = Set.of(
            "mp3", "flac", "wav", "ogg", "oga", "opus", "m4a", "mp4", "aac", "aif", "aiff", "wma", "mka", "w64", "caf");

    private final Path root;
    private final int most;
    private final Map<String, LibraryEntry> before = new HashMap<>();
    private final List<LibraryEntry> entries = new ArrayList<>();
    private int read;

    private LibraryScan(Path root, List<LibraryEntry> known, int most) {
        this.root = root;
        this.most = most;
        known.forEach(entry -> before.put(entry.path(), entry));
    }

    /**
     * What is there now.
     *
     * @param entries in the order of the walk
     * @param read files whose tags were read, because they were new or had changed
     * @param changed whether anything differs from before
     */
    record Result(List<LibraryEntry> entries, int read, boolean changed) {}

    /**
     * Walks through the folder.
     *
     * @param most files beyond this number are left out
     * @throws CancellationException if the thread is interrupted
     */
    static Result of(Path root, List<LibraryEntry> known, int most) throws IOException {
        LibraryScan scan = new LibraryScan(root, known, most);
        Files.walkFileTree(root, scan);
        boolean changed = scan.read > 0 || scan.entries.size() != known.size();
        return new Result(List.copyOf(scan.entries), scan.read, changed);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the walk through the library was interrupted");
        }
        if (!attributes.isRegularFile() || !isAudio(file) || attributes.size() == 0) {
            return FileVisitResult.CONTINUE;
        }
        if (entries.size() >= most) {
            LOG.warn("the library has more than {} files; the rest is left out", most);
            return FileVisitResult.TERMINATE;
        }
        String path = root.relativize(file).toString().replace('\\', '/');
        long modified = attributes.lastModifiedTime().toMillis();
        LibraryEntry known = before.get(path);
        if (known != null && known.unchanged(modified, attributes.size())) {
            entries.add(known);
        } else {
            entries.add(FileTags.read(file, path, modified, attributes.size()));
            read++;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        LOG.debug("a file of the library cannot be looked at", e);
        return FileVisitResult.CONTINUE;
    }

    private static boolean isAudio(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return AUDIO.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
