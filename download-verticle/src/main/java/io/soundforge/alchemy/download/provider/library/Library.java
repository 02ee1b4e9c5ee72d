package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with music and the index of it. While it is watched, changes go into the index as they happen; otherwise the
 * folder is looked through before a search. All that changes the index is done by one thread at a time.
 */
final class Library {
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);

    private static final int MOST_FILES = 1_000_000;
    private static final int MOST_SETTLING = 20_000;
    /** A search waits so long for files that are just being written. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** And so long for the first look through the folder; then it goes by what is known already. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Path folder;
    private final KeptIndex kept;
    private final FileTags tags;
    private final LibraryPace pace;
    private final Watching watching;
    private final Settling settling;
    private volatile @Nullable Instant looked;
    private volatile @Nullable Object root;
    private final CountDownLatch lookedOnce = new CountDownLatch(1);
    private long lookedNanos;

    Library(Path folder, Path indexFile, FileTags tags, LibraryPace pace, int mostFolders) {
        this.folder = folder;
        this.kept = new KeptIndex(new IndexFile(indexFile, folder));
        this.tags = tags;
        this.pace = pace;
        this.watching = new Watching(folder, mostFolders);
        this.settling = new Settling(pace.settle(), MOST_SETTLING);
    }

    Path folder() {
        return folder;
    }

    /** As it is just now, whether it is up to date or not. */
    LibraryIndex index() {
        return kept.index();
    }

    /** When all of the folder was looked through; null before the first time. */
    @Nullable Instant looked() {
        return looked;
    }

    boolean watched() {
        return watching.watch() != null && looked != null;
    }

    /** Why the folder is not watched. */
    String unwatched() {
        return watching.unwatched();
    }

    /** The index, brought up to date. */
    LibraryIndex fresh() throws IOException, InterruptedException {
        if (watching.wanted() && looked == null) {
            requireFolder();
            if (!lookedOnce.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the library is searched before all of it was looked through");
            }
        } else if (!watched()) {
            lookUnlessFresh();
        }
        settling.await(PATIENCE);
        return kept.index();
    }

    private synchronized void lookUnlessFresh() throws IOException {
        if (looked == null || System.nanoTime() - lookedNanos >= pace.freshFor().toNanos()) {
            look(null);
        }
    }

    private void requireFolder() {
        if (!Files.isDirectory(folder)) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the library's folder is not there");
        }
    }

    /** From now on {@link #look} tries to have the folder watched, and is called by the thread only that follows it. */
    synchronized void beWatched() {
        watching.want(true);
    }

    /** Looks through the whole folder. */
    synchronized void look() throws IOException {
        look(Files.isDirectory(folder) ? watching.begin() : null);
    }

    private void look(@Nullable FolderWatch watcher) throws IOException {
        kept.load();
        if (!Files.isDirectory(folder)) {
            watching.end("the folder is not there");
            requireFolder();
        }
        root = key();
        LibraryScan.Result now = scan(folder, watcher);
        kept.changed(now.changed());
        lookedNanos = System.nanoTime();
        looked = Instant.now();
        lookedOnce.countDown();
        if (watcher != null && watcher.failure() != null) {
            watching.end(String.valueOf(watcher.failure()));
        }
        if (!watching.wanted() || now.changed()) {
            kept.save();
        }
    }

    private LibraryScan.Result scan(Path start, @Nullable FolderWatch watcher) throws IOException {
        return LibraryScan.of(folder, start, kept.index(), tags, new Walk(watcher), MOST_FILES);
    }

    /** What a walk does beside reading. */
    private final class Walk implements LibraryScan.Found {
        private final @Nullable FolderWatch watcher;

        Walk(@Nullable FolderWatch watcher) {
            this.watcher = watcher;
        }

        @Override
        public void folder(Path one) {
            if (watcher != null && !watcher.watches(one)) {
                watcher.add(one);
            }
        }

        @Override
        public boolean ready(Path file, BasicFileAttributes attributes) {
            long age =
                    System.currentTimeMillis() - attributes.lastModifiedTime().toMillis();
            boolean settled =
                    !watching.wanted() || age < 0 || age >= pace.settle().toMillis();
            return settled || !settling.hold(file);
        }

        @Override
        public void read() {
            kept.changed(true);
            kept.saveIfDue();
        }
    }

    /** Takes in what has changed, if anything does for so long. */
    void follow(Duration patience) throws IOException, InterruptedException {
        FolderWatch watcher = watching.watch();
        if (watcher != null && !Objects.equals(key(), root)) {
            lost();
        } else if (watcher != null) {
            List<FolderWatch.Change> changes = watcher.next(patience);
            if (!changes.isEmpty()) {
                take(changes, watcher);
            }
        }
        takeSettled();
        synchronized (this) {
            kept.saveIfDue();
        }
    }

    private synchronized void take(List<FolderWatch.Change> changes, FolderWatch watcher) throws IOException {
        for (FolderWatch.Change change : changes) {
            switch (change.what()) {
                case THERE -> there(change.path(), watcher);
                case GONE -> gone(change.path(), watcher);
                case LOST -> {
                    LOG.info("more has changed in the library than the system could tell; it is looked through");
                    look();
                    return;
                }
            }
        }
        if (watcher.failure() != null) {
            watching.end(String.valueOf(watcher.failure()));
        }
    }

    private void there(Path path, FolderWatch watcher) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!watcher.watches(path)) {
                kept.changed(scan(path, watcher).changed());
            }
        } else if (LibraryScan.isAudio(path) && !settling.hold(path)) {
            look();
        }
    }

    private void gone(Path path, FolderWatch watcher) {
        if (path.equals(folder)) {
            lost();
            return;
        }
        String name = LibraryScan.path(folder, path);
        kept.changed(kept.index().remove(name));
        settling.forget(path);
        if (!LibraryScan.isAudio(path) || watcher.watches(path)) { // a folder, perhaps
            watcher.remove(path);
            kept.changed(kept.index().removeUnder(name) > 0);
        }
    }

    /** The folder itself was moved or unmounted, of which its watch tells nothing; what is known stays until it is back. */
    private synchronized void lost() {
        watching.end("the folder is not there");
        looked = null;
    }

    /** Which folder it is; null if there is none. */
    private @Nullable Object key() {
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            LOG.debug("the library's folder is not there", e);
            return null;
        }
    }

    private synchronized void takeSettled() {
        List<Settling.Settled> settled = settling.settled();
        for (Settling.Settled one : settled) {
            BasicFileAttributes attributes = one.attributes();
            if (attributes.isRegularFile() && attributes.size() > 0) {
                String path = LibraryScan.path(folder, one.file());
                long modified = attributes.lastModifiedTime().toMillis();
                LibraryEntry known = kept.index().at(path);
                if (known == null || !known.unchanged(modified, attributes.size())) {
                    kept.index().put(tags.read(one.file(), path, modified, attributes.size()));
                    kept.changed(true);
                }
            }
        }
        settling.release(settled);
    }

    boolean settling() {
        return !settling.isEmpty();
    }

    /** Keeps what is known. A library that is closed may still be searched. */
    synchronized void close() {
        watching.want(false);
        watching.end("nobody follows it");
        kept.saveOrSay();
    }

    /** Whether all of it should be looked through again. */
    synchronized boolean lookDue() {
        return looked == null || System.nanoTime() - lookedNanos >= pace.look().toNanos();
    }
}
