package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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
    /** How reasons begin that lie in the system's limits. */
    static final String SYSTEM = "the system";

    private static final int MOST_FILES = 1_000_000;
    private static final int MOST_SETTLING = 20_000;
    private static final Duration SAVED = Duration.ofMinutes(1);
    /** A search waits so long for files that are just being written. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** And so long for the first look through the folder; then it goes by what is known already. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Path folder;
    private final IndexFile kept;
    private final FileTags tags;
    private final LibraryPace pace;
    private final int mostFolders;
    private final LibraryIndex index = new LibraryIndex();
    private final Settling settling;
    private volatile @Nullable FolderWatch watch;
    private volatile String unwatched = "it has not been looked at yet";
    private volatile @Nullable Instant looked;
    private volatile @Nullable Object root;
    private final CountDownLatch lookedOnce = new CountDownLatch(1);
    private volatile boolean watching;
    private boolean loaded;
    private boolean changed;
    private long lookedNanos;
    private long savedNanos = System.nanoTime();

    Library(Path folder, Path indexFile, FileTags tags, LibraryPace pace, int mostFolders) {
        this.folder = folder;
        this.kept = new IndexFile(indexFile, folder);
        this.tags = tags;
        this.pace = pace;
        this.mostFolders = mostFolders;
        this.settling = new Settling(pace.settle(), MOST_SETTLING);
    }

    Path folder() {
        return folder;
    }

    /** As it is just now, whether it is up to date or not. */
    LibraryIndex index() {
        return index;
    }

    /** When all of the folder was looked through; null before the first time. */
    @Nullable Instant looked() {
        return looked;
    }

    boolean watched() {
        return watch != null && looked != null;
    }

    /** Why the folder is not watched. */
    String unwatched() {
        return unwatched;
    }

    /** The index, brought up to date. */
    LibraryIndex fresh() throws IOException, InterruptedException {
        if (watching && looked == null) {
            requireFolder();
            if (!lookedOnce.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the library is searched before all of it was looked through");
            }
        } else if (!watched()) {
            lookUnlessFresh();
        }
        settling.await(PATIENCE);
        return index;
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
        watching = true;
    }

    /** Looks through the whole folder. */
    synchronized void look() throws IOException {
        look(Files.isDirectory(folder) ? watcher() : null);
    }

    private void look(@Nullable FolderWatch watcher) throws IOException {
        load();
        if (!Files.isDirectory(folder)) {
            unwatch("the folder is not there");
            requireFolder();
        }
        root = key();
        LibraryScan.Result now = scan(folder, watcher);
        changed |= now.changed();
        lookedNanos = System.nanoTime();
        looked = Instant.now();
        lookedOnce.countDown();
        if (watcher != null && watcher.failure() != null) {
            unwatch(String.valueOf(watcher.failure()));
        }
        if (!watching || now.changed()) {
            save();
        }
    }

    private void load() {
        if (!loaded) {
            List<LibraryEntry> before = kept.read();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the reading of the library's index was interrupted");
            }
            before.forEach(index::put);
            loaded = true;
        }
    }

    private @Nullable FolderWatch watcher() throws IOException {
        if (!watching || watch != null) {
            return watch;
        }
        String remote = RemoteFolders.reason(folder);
        if (remote != null) {
            unwatch(remote);
            return null;
        }
        try {
            watch = FolderWatch.open(mostFolders);
        } catch (IOException e) {
            LOG.debug("the library cannot be watched", e);
            unwatch(SYSTEM + " has no more watches to give");
        }
        return watch;
    }

    private LibraryScan.Result scan(Path start, @Nullable FolderWatch watcher) throws IOException {
        return LibraryScan.of(folder, start, index, tags, new Walk(watcher), MOST_FILES);
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
            boolean settled = !watching || age < 0 || age >= pace.settle().toMillis();
            return settled || !settling.hold(file);
        }

        @Override
        public void read() {
            changed = true;
            if (System.nanoTime() - savedNanos > SAVED.toNanos()) {
                saveOrSay();
            }
        }
    }

    private void unwatch(String reason) {
        FolderWatch watcher = watch;
        if (watcher != null) {
            watch = null;
            try {
                watcher.close();
            } catch (IOException e) {
                LOG.warn("the watch over the library could not be closed", e);
            }
        }
        if (watching && !unwatched.equals(reason)) {
            LOG.warn("the library is looked through before searches instead of being watched: {}", reason);
        }
        unwatched = reason;
    }

    /** Takes in what has changed, if anything does for so long. */
    void follow(Duration patience) throws IOException, InterruptedException {
        FolderWatch watcher = watch;
        if (watcher != null && !Objects.equals(key(), root)) {
            lost();
        } else if (watcher != null) {
            List<FolderWatch.Change> changes = watcher.next(patience);
            if (!changes.isEmpty()) {
                take(changes, watcher);
            }
        }
        takeSettled();
        saveIfDue();
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
            unwatch(String.valueOf(watcher.failure()));
        }
    }

    private void there(Path path, FolderWatch watcher) throws IOException {
        if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            if (!watcher.watches(path)) {
                changed |= scan(path, watcher).changed();
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
        changed |= index.remove(name);
        settling.forget(path);
        if (!LibraryScan.isAudio(path) || watcher.watches(path)) { // a folder, perhaps
            watcher.remove(path);
            changed |= index.removeUnder(name) > 0;
        }
    }

    /** The folder itself was moved or unmounted, of which its watch tells nothing; what is known stays until it is back. */
    private synchronized void lost() {
        unwatch("the folder is not there");
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
                LibraryEntry known = index.at(path);
                if (known == null || !known.unchanged(modified, attributes.size())) {
                    index.put(tags.read(one.file(), path, modified, attributes.size()));
                    changed = true;
                }
            }
        }
        settling.release(settled);
    }

    boolean settling() {
        return !settling.isEmpty();
    }

    private synchronized void saveIfDue() {
        if (changed && System.nanoTime() - savedNanos > SAVED.toNanos()) {
            saveOrSay();
        }
    }

    private void saveOrSay() {
        try {
            save();
        } catch (IOException e) {
            LOG.warn("the library's index could not be kept", e);
        }
    }

    private synchronized void save() throws IOException {
        savedNanos = System.nanoTime();
        if (changed) {
            kept.write(index.entries());
            changed = false;
        }
    }

    /** Keeps what is known. A library that is closed may still be searched. */
    synchronized void close() {
        watching = false;
        unwatch("nobody follows it");
        saveOrSay();
    }

    /** Whether all of it should be looked through again. */
    synchronized boolean lookDue() {
        return looked == null || System.nanoTime() - lookedNanos >= pace.look().toNanos();
    }
}
