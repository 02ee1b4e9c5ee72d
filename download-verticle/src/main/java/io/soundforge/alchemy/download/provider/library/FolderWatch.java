package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's word of changes in folders, each of which needs a watch of its own. Used by one thread at a time,
 * but for {@link #close}.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final WatchService service;
    private final int most;
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private @Nullable String failure;

    private FolderWatch(WatchService service, int most) {
        this.service = service;
        this.most = most;
    }

    /**
     * Watches nothing yet.
     *
     * @param most folders
     */
    static FolderWatch open(int most) throws IOException {
        return new FolderWatch(FileSystems.getDefault().newWatchService(), most);
    }

    /** What has happened to a file or a folder. */
    enum What {
        /** It is new or has changed. */
        THERE,
        GONE,
        /** Something in this folder, but what has been lost. */
        LOST
    }

    /** One change. */
    record Change(What what, Path path) {}

    /** Watches a folder too. Nobody is told of a failure here: see {@link #failure}. */
    void add(Path folder) {
        if (failure != null) {
            return;
        }
        if (keys.size() >= most) {
            failure = "it has more than " + most + " folders";
            return;
        }
        try {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            Path before = folders.put(key, folder); // a folder that was moved keeps its key
            if (before != null) {
                keys.remove(before, key);
            }
            keys.put(folder, key);
        } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
            LOG.debug("a folder of the library is left out", e);
        } catch (IOException e) {
            LOG.debug("a folder of the library cannot be watched", e);
            failure = Watching.SYSTEM + " watches no more than " + keys.size() + " of its folders";
        }
    }

    /** Why not all folders are watched; null if they are. */
    @Nullable String failure() {
        return failure;
    }

    boolean watches(Path folder) {
        return keys.containsKey(folder);
    }

    int size() {
        return keys.size();
    }

    /** Watches a folder and those in it no longer. */
    void remove(Path folder) {
        List<Path> under =
                keys.keySet().stream().filter(one -> one.startsWith(folder)).toList();
        for (Path one : under) {
            forget(keys.get(one));
        }
    }

    private void forget(@Nullable WatchKey key) {
        if (key != null) {
            key.cancel();
            Path folder = folders.remove(key);
            keys.remove(folder, key);
        }
    }

    /**
     * The next changes of one folder; empty if there are none for so long.
     *
     * @throws java.nio.file.ClosedWatchServiceException after {@link #close}
     */
    List<Change> next(Duration patience) throws InterruptedException {
        WatchKey key = service.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder != null) {
                changes.add(change(event, folder));
            }
        }
        if (!key.reset() && folder != null) {
            forget(key);
            changes.add(new Change(What.GONE, folder));
        }
        return changes;
    }

    private static Change change(WatchEvent<?> event, Path folder) {
        if (!(event.context() instanceof Path name)) {
            return new Change(What.LOST, folder);
        }
        boolean gone = event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE);
        return new Change(gone ? What.GONE : What.THERE, folder.resolve(name));
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
