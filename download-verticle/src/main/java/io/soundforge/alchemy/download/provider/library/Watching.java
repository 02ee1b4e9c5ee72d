package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a library's folder is watched, and if not, why. Begun and ended by one thread at a time, and read by any. */
final class Watching {
    /** How reasons begin that lie in the system's limits. */
    static final String SYSTEM = "the system";

    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final Path folder;
    private final int mostFolders;
    private volatile @Nullable FolderWatch watch;
    private volatile String unwatched = "it has not been looked at yet";
    private volatile boolean wanted;

    Watching(Path folder, int mostFolders) {
        this.folder = folder;
        this.mostFolders = mostFolders;
    }

    void want(boolean now) {
        wanted = now;
    }

    /** Whether somebody follows the changes. */
    boolean wanted() {
        return wanted;
    }

    /** Null while nothing is watched. */
    @Nullable FolderWatch watch() {
        return watch;
    }

    /** Why the folder is not watched. */
    String unwatched() {
        return unwatched;
    }

    /** The watch, opened if it is wanted and can be had; else null. */
    @Nullable FolderWatch begin() throws IOException {
        if (!wanted || watch != null) {
            return watch;
        }
        String remote = RemoteFolders.reason(folder);
        if (remote != null) {
            end(remote);
            return null;
        }
        try {
            watch = FolderWatch.open(mostFolders);
        } catch (IOException e) {
            LOG.debug("the library cannot be watched", e);
            end(SYSTEM + " has no more watches to give");
        }
        return watch;
    }

    void end(String reason) {
        FolderWatch watcher = watch;
        if (watcher != null) {
            watch = null;
            try {
                watcher.close();
            } catch (IOException e) {
                LOG.warn("the watch over the library could not be closed", e);
            }
        }
        if (wanted && !unwatched.equals(reason)) {
            LOG.warn("the library is looked through before searches instead of being watched: {}", reason);
        }
        unwatched = reason;
    }
}
